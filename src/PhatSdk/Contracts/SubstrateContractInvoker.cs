using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>Reaches the contracts of a chain with pallet-contracts. May be used by several threads at once.</summary>
public sealed class SubstrateContractInvoker : IContractInvoker
{
    private readonly ChainClient _chain;
    private readonly ExtrinsicClient _extrinsics;

    /// <summary>Creates an invoker.</summary>
    /// <param name="chain">The chain. It stays its owner's.</param>
    /// <param name="extrinsics">Submits transactions; null for one of its own. Share one where several submit for the same accounts.</param>
    public SubstrateContractInvoker(ChainClient chain, ExtrinsicClient? extrinsics = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        _chain = chain;
        _extrinsics = extrinsics ?? new ExtrinsicClient(chain);
    }

    /// <inheritdoc/>
    public async ValueTask<ContractOutput> CallAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ContractCallOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContractLimits limits = new(options.TransferValue, options.GasLimit, options.StorageDepositLimit);
        byte[] arguments = ContractsApi.EncodeCall(options.Origin ?? default, contract, limits, input.Span);
        byte[] result = await _chain.CallRuntimeAsync(ContractsApi.Call, arguments, options.At, cancellationToken).ConfigureAwait(false);
        return ContractExecResult.DecodeCall(result, _chain.Metadata).ToOutput($"contract {contract}");
    }

    /// <inheritdoc/>
    /// <exception cref="DispatchException">The call failed in its block.</exception>
    public async ValueTask<ContractReceipt> SubmitAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ISigner signer, ContractTransactionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        Weight gas = options.GasLimit ?? throw new ArgumentException("a transaction to a contract needs a gas limit", nameof(options));
        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(
            runtime.Metadata,
            ContractEvents.Pallet,
            "call",
            ("dest", RuntimeCall.Address(runtime.Metadata, contract)),
            ("value", options.TransferValue),
            ("gas_limit", gas),
            ("storage_deposit_limit", OptionOf(options.StorageDepositLimit)),
            ("data", input));
        ExtrinsicOptions how = new() { Tip = options.Tip, WaitForFinalization = options.WaitForFinalization };
        return ReceiptOf(await _extrinsics.SubmitAsync(MakeCall, signer, how, cancellationToken).ConfigureAwait(false));
    }

    internal static ScaleValue OptionOf(UInt128? value) => value is { } number ? ScaleValue.Some(number) : ScaleValue.None;

    internal static ContractReceipt ReceiptOf(ExtrinsicReceipt receipt) => new()
    {
        Status = ContractReceiptStatus.Applied,
        ExtrinsicHash = receipt.ExtrinsicHash,
        BlockHash = receipt.BlockHash,
        BlockNumber = receipt.BlockNumber,
        Fee = receipt.Fee,
        Weight = receipt.Weight,
        Events = ContractEvents.Of(receipt.Events),
    };
}
