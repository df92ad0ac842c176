using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>Deploys contracts to a chain with pallet-contracts. May be used by several threads at once.</summary>
public sealed class SubstrateContractDeployer : IContractDeployer
{
    private readonly ChainClient _chain;
    private readonly ExtrinsicClient _extrinsics;

    /// <summary>Creates a deployer.</summary>
    /// <param name="chain">The chain. It stays its owner's.</param>
    /// <param name="extrinsics">Submits transactions; null for one of its own. Share one where several submit for the same accounts.</param>
    public SubstrateContractDeployer(ChainClient chain, ExtrinsicClient? extrinsics = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        _chain = chain;
        _extrinsics = extrinsics ?? new ExtrinsicClient(chain);
        Invoker = new SubstrateContractInvoker(chain, _extrinsics);
    }

    /// <inheritdoc/>
    public IContractInvoker Invoker { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The code's hash is not that of its wasm, or there is no salt.</exception>
    public async ValueTask<ContractOutput> EstimateAsync(
        ContractCode code, ReadOnlyMemory<byte> input, AccountId origin, ContractDeployOptions options, CancellationToken cancellationToken)
    {
        ContractCodeHash.ThrowIfAnothers(code);
        ReadOnlyMemory<byte> salt = SaltOf(options);
        ReadOnlyMemory<byte>? wasm = await WasmToSendAsync(code, cancellationToken).ConfigureAwait(false);
        ContractLimits limits = new(options.TransferValue, options.GasLimit, options.StorageDepositLimit);
        byte[] arguments = ContractsApi.EncodeInstantiate(origin, limits, code.Hash, wasm, input.Span, salt.Span);
        byte[] result = await _chain.CallRuntimeAsync(ContractsApi.Instantiate, arguments, null, cancellationToken).ConfigureAwait(false);
        return ContractExecResult.DecodeInstantiate(result, _chain.Metadata).ToOutput($"code {code.Hash}");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The code's hash is not that of its wasm, or there is no salt or no gas limit.</exception>
    /// <exception cref="DispatchException">The deployment failed in its block.</exception>
    public async ValueTask<ContractDeployment> DeployAsync(
        ContractCode code, ReadOnlyMemory<byte> input, ISigner signer, ContractDeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ContractCodeHash.ThrowIfAnothers(code);
        ReadOnlyMemory<byte> salt = SaltOf(options);
        Weight gas = options.GasLimit ?? throw new ArgumentException("a deployment needs a gas limit", nameof(options));
        ReadOnlyMemory<byte>? wasm = await WasmToSendAsync(code, cancellationToken).ConfigureAwait(false);
        (string, ScaleValue) source = wasm is { } bytes ? ("code", bytes) : ("code_hash", code.Hash);
        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(
            runtime.Metadata,
            ContractEvents.Pallet,
            wasm is null ? "instantiate" : "instantiate_with_code",
            ("value", options.TransferValue),
            ("gas_limit", gas),
            ("storage_deposit_limit", SubstrateContractInvoker.OptionOf(options.StorageDepositLimit)),
            source,
            ("data", input),
            ("salt", salt));
        ExtrinsicOptions how = new() { Tip = options.Tip, WaitForFinalization = options.WaitForFinalization };
        ExtrinsicReceipt receipt = await _extrinsics.SubmitAsync(MakeCall, signer, how, cancellationToken).ConfigureAwait(false);
        return new ContractDeployment(AddressOf(receipt, signer.AccountId), SubstrateContractInvoker.ReceiptOf(receipt));
    }

    /// <summary>Stores code on the chain, without a contract of it. Code that is there already costs the fee only.</summary>
    /// <param name="code">The code with its wasm.</param>
    /// <param name="signer">Who signs, and pays the deposit.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="ArgumentException">The wasm is not at hand, or the hash is another's.</exception>
    /// <exception cref="PhatSdkException">The transaction was refused, or failed.</exception>
    public async ValueTask<ExtrinsicReceipt> UploadCodeAsync(
        ContractCode code, ISigner signer, ExtrinsicOptions? options = null, CancellationToken cancellationToken = default)
    {
        ContractCodeHash.ThrowIfAnothers(code);
        ReadOnlyMemory<byte> wasm = code.Wasm ?? throw new ArgumentException($"the wasm of code {code.Hash} is not at hand", nameof(code));
        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(
            runtime.Metadata,
            ContractEvents.Pallet,
            "upload_code",
            ("code", wasm),
            ("storage_deposit_limit", ScaleValue.None),
            ("determinism", ScaleValue.Variant("Enforced")));
        return await _extrinsics.SubmitAsync(MakeCall, signer, options, cancellationToken).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> SaltOf(ContractDeployOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Salt ?? throw new ArgumentException("a deployment needs a salt", nameof(options));
    }

    private static AccountId AddressOf(ExtrinsicReceipt receipt, AccountId deployer)
    {
        // Contracts that the constructor deployed come before, and have another deployer.
        foreach (EventRecord record in receipt.EventsOf(ContractEvents.Pallet, "Instantiated").Reverse())
        {
            if (record.Fields["deployer"].AsAccountId() == deployer)
            {
                return record.Fields["contract"].AsAccountId();
            }
        }

        throw new MetadataException($"extrinsic {receipt.ExtrinsicHash} does not tell which contract it deployed");
    }

    private async ValueTask<ReadOnlyMemory<byte>?> WasmToSendAsync(ContractCode code, CancellationToken cancellationToken)
    {
        if (code.Wasm is null)
        {
            return null;
        }

        StorageKey key = StorageKey.Create(_chain.Metadata, ContractEvents.Pallet, "CodeInfoOf", code.Hash);
        ReadOnlyMemory<byte>? stored = await _chain.GetStorageAsync(key, null, cancellationToken).ConfigureAwait(false);
        return stored is null ? code.Wasm : null;
    }
}
