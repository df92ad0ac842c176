using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Deploys contracts to a cluster: uploads the code where the cluster does not have it, tries the constructor, and waits until the contract can be called.</summary>
public sealed class PhatContractDeployer : IContractDeployer
{
    private readonly PhatClient _client;
    private readonly Certificate _certificate;
    private readonly PhatCodeUploader _uploader;

    /// <summary>Creates a deployer.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="certificate">In whose name constructors are tried: that of who deploys. Stays the caller's.</param>
    public PhatContractDeployer(PhatClient client, Certificate certificate)
    {
        Invoker = new PhatContractInvoker(client, certificate);
        _client = client;
        _certificate = certificate;
        _uploader = new PhatCodeUploader(client);
    }

    /// <inheritdoc/>
    public IContractInvoker Invoker { get; }

    /// <summary>Uploads the code where the cluster does not have it. Returns when it has.</summary>
    /// <inheritdoc/>
    public ValueTask PrepareAsync(ContractCode code, ISigner signer, ContractDeployOptions options, CancellationToken cancellationToken) =>
        _uploader.UploadAsync(code, signer, options, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="origin"/> is not the certificate's account, or there is no salt or selector.</exception>
    /// <exception cref="Pruntime.PruntimeException">The worker was not reached, or refused.</exception>
    public async ValueTask<ContractOutput> EstimateAsync(
        ContractCode code, ReadOnlyMemory<byte> input, AccountId origin, ContractDeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(options);
        PhatContractInvoker.ThrowIfNoSelector(input);
        PhatContractInvoker.ThrowIfNotCertified(_certificate, origin);
        InkQuery query = new InkQuery.InkInstantiate(code.Hash, SaltOf(options), input, ClusterFunds.EstimateDeposit, options.TransferValue);
        ReadOnlyMemory<byte> payload =
            await _client.Queries.AskAsync(_client.SystemContract, query, _certificate, cancellationToken).ConfigureAwait(false);
        return _client.Executions.Read($"constructor of {code.Hash}", payload, PinkExecution.DecodeInstantiation);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no salt, gas limit or selector; or the cluster does not have the code, and the wasm is not at hand or another.</exception>
    /// <exception cref="ContractTrappedException">The chain took the transaction, and the cluster could not create the contract.</exception>
    /// <exception cref="PhatTimeoutException">The cluster has not created the contract in time.</exception>
    public async ValueTask<ContractDeployment> DeployAsync(
        ContractCode code, ReadOnlyMemory<byte> input, ISigner signer, ContractDeployOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(options);
        PhatContractInvoker.ThrowIfNoSelector(input);
        ReadOnlyMemory<byte> salt = SaltOf(options);
        ulong gasLimit = ClusterFunds.Clamp(options.GasLimit ?? throw new ArgumentException("a deployment needs a gas limit", nameof(options)));
        await PrepareAsync(code, signer, options, cancellationToken).ConfigureAwait(false);

        UInt128 deposit = await _client.Funds.ShortfallAsync(
            signer.AccountId, gasLimit, options.StorageDepositLimit ?? 0, options.TransferValue, cancellationToken).ConfigureAwait(false);
        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(
            runtime.Metadata,
            PhatClient.ContractsPallet,
            "instantiate_contract",
            ("code_index", ScaleValue.Variant("WasmCode", ScaleValue.Tuple(code.Hash))),
            ("data", input),
            ("salt", salt),
            ("cluster_id", _client.Cluster.Value),
            ("transfer", options.TransferValue),
            ("gas_limit", gasLimit),
            ("storage_deposit_limit", options.StorageDepositLimit is UInt128 limit ? ScaleValue.Some(limit) : ScaleValue.None),
            ("deposit", deposit));
        ExtrinsicOptions extrinsic = new() { Tip = options.Tip, WaitForFinalization = options.WaitForFinalization };
        ExtrinsicReceipt receipt = await _client.Extrinsics.SubmitAsync(MakeCall, signer, extrinsic, cancellationToken).ConfigureAwait(false);
        AccountId contract = ContractId.Derive(signer.AccountId, code.Hash, _client.Cluster, salt.Span);
        _client.Log.ContractOrdered(contract, receipt.BlockNumber, deposit);
        await WaitUntilCallableAsync(contract, receipt.BlockNumber, cancellationToken).ConfigureAwait(false);
        _client.Log.ContractCreated(contract);
        return new ContractDeployment(contract, new ContractReceipt
        {
            Status = ContractReceiptStatus.Applied,
            ExtrinsicHash = receipt.ExtrinsicHash,
            BlockHash = receipt.BlockHash,
            BlockNumber = receipt.BlockNumber,
            Fee = receipt.Fee,
            Weight = receipt.Weight,
        });
    }

    private static ReadOnlyMemory<byte> SaltOf(ContractDeployOptions options) =>
        options.Salt ?? throw new ArgumentException("a deployment needs a salt", nameof(options));

    private ValueTask WaitUntilCallableAsync(AccountId contract, uint block, CancellationToken cancellationToken) => _client.Wait.UntilAsync(
        $"{contract}: to be created by the cluster",
        async token =>
        {
            if (await _client.Registry.GetContractKeyAsync(contract, token).ConfigureAwait(false) is not null)
            {
                IReadOnlyList<AccountId> deployed = await _client.Registry.GetClusterContractsAsync(_client.Cluster, token).ConfigureAwait(false);
                return deployed.Contains(contract);
            }

            if (await _client.HasProcessedAsync(block, token).ConfigureAwait(false)
                && (await _client.Worker.GetContractInfoAsync([contract], token).ConfigureAwait(false)).Count == 0)
            {
                string reason = await _client.ReasonOfAsync(contract, block, token).ConfigureAwait(false);
                throw new ContractTrappedException($"{contract}, to be created by block {block}", reason, "");
            }

            return false;
        },
        cancellationToken);
}
