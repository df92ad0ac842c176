using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;

namespace PhatSdk.Phat;

/// <summary>One cluster of Phat contracts, by a chain and one of the cluster's workers.</summary>
/// <remarks>The chain's client and the worker's transport stay the caller's.</remarks>
public sealed partial class PhatClient : IAsyncDisposable
{
    internal const string ContractsPallet = "PhalaPhatContracts";
    private const string TokenomicPallet = "PhalaPhatTokenomic";
    private const string LoggerDriver = "PinkLogger";
    private const int ReasonLookBack = 200;

    private readonly Certificate _nobody;
    private PinkLogger? _logger;

    private PhatClient(ChainClient chain, PruntimeClient worker, PhatConnection connection, PhatClientOptions options)
    {
        _nobody = Certificate.Generate();
        Chain = chain;
        Worker = worker;
        Info = connection.Cluster;
        Queries = new PhatQueryClient(worker, connection.WorkerKey);
        Executions = new PinkExecutions(connection.RuntimeVersion);
        Extrinsics = new ExtrinsicClient(chain);
        Registry = connection.Registry;
        Wait = new ClusterWait(options);
        Log = LogOf(options);
        System = GetContract<SystemContractClient>(SystemContract, _nobody);
        Funds = new ClusterFunds(Info, System);
    }

    /// <summary>The cluster's id.</summary>
    public ClusterId Cluster => Info.Id;

    /// <summary>The cluster as the chain has it.</summary>
    public ClusterInfo Info { get; }

    /// <summary>The cluster's system contract.</summary>
    public AccountId SystemContract => Info.SystemContract;

    /// <summary>What the chain knows of clusters, workers and contracts.</summary>
    public OnChainRegistry Registry { get; }

    /// <summary>The worker that is asked.</summary>
    public PruntimeClient Worker { get; }

    /// <summary>The cluster's system contract, in nobody's name: for its queries. Its transactions need <see cref="GetContract"/> and the signer's certificate.</summary>
    public SystemContractClient System { get; }

    /// <summary>Whether the cluster keeps a log.</summary>
    public bool HasLogger => _logger is not null;

    /// <summary>The cluster's log.</summary>
    /// <exception cref="InvalidOperationException">The cluster keeps none: when the client connected, its system contract knew no driver <c>PinkLogger</c>.</exception>
    public PinkLogger Logger => _logger
        ?? throw new InvalidOperationException($"cluster {Cluster} keeps no log: its system contract knows no driver {LoggerDriver}");

    internal ChainClient Chain { get; }

    internal ExtrinsicClient Extrinsics { get; }

    internal PhatQueryClient Queries { get; }

    internal PinkExecutions Executions { get; }

    internal ClusterFunds Funds { get; }

    internal ClusterWait Wait { get; }

    internal ILogger Log { get; }

    /// <summary>Connects to a cluster by a worker, after checking that the worker is one that the chain's registry names.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="worker">How the worker is reached.</param>
    /// <param name="cluster">The cluster; null for the worker's.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The client.</returns>
    /// <exception cref="PhatQueryException">The worker is in no cluster or another one, or the chain does not know it, or by another key.</exception>
    /// <exception cref="PhatSdkException">The worker or the node did not answer.</exception>
    public static async Task<PhatClient> ConnectAsync(
        ChainClient chain,
        IPruntimeTransport worker,
        ClusterId? cluster = null,
        PhatClientOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(worker);
        options ??= PhatClientOptions.Default;
        options.ThrowIfInvalid();
        PruntimeClient pruntime = new(worker, options.Pruntime);
        PhatConnection connection =
            await PhatConnection.CheckAsync(new OnChainRegistry(chain), pruntime, cluster, cancellationToken).ConfigureAwait(false);
        PhatClient client = new(chain, pruntime, connection, options);
        try
        {
            AccountId? logger = await client.System.GetDriverAsync(LoggerDriver, cancellationToken).ConfigureAwait(false);
            client._logger = logger is AccountId contract ? new PinkLogger(contract, client.Queries, client._nobody) : null;
            client.Log.Connected(client.Cluster, connection.RuntimeVersion);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates a typed client of a contract.</summary>
    /// <typeparam name="TContract">The client's type.</typeparam>
    /// <param name="contract">The contract.</param>
    /// <param name="certificate">In whose name it is asked; stays the caller's.</param>
    /// <returns>The client.</returns>
    public TContract GetContract<TContract>(AccountId contract, Certificate certificate)
        where TContract : IContractClient<TContract> => TContract.Create(CreateInvoker(certificate), contract);

    /// <summary>Creates what reaches contracts.</summary>
    /// <param name="certificate">In whose name they are asked; stays the caller's.</param>
    /// <returns>The invoker.</returns>
    public IContractInvoker CreateInvoker(Certificate certificate) => new PhatContractInvoker(this, certificate);

    /// <summary>Creates what deploys contracts.</summary>
    /// <param name="certificate">That of who deploys; stays the caller's.</param>
    /// <returns>The deployer.</returns>
    public IContractDeployer CreateDeployer(Certificate certificate) => new PhatContractDeployer(this, certificate);

    /// <summary>Sets what an account stakes on a contract; the cluster's workers serve it accordingly.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="amount">The whole stake in plancks, not what is added; 0 takes it back.</param>
    /// <param name="signer">Whose stake.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What became of the transaction.</returns>
    /// <exception cref="PhatSdkException">The transaction was refused or failed, as when the stake is below the chain's least.</exception>
    public ValueTask<ExtrinsicReceipt> StakeAsync(AccountId contract, UInt128 amount, ISigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(runtime.Metadata, TokenomicPallet, "adjust_stake", ("contract", contract), ("amount", amount));
        return Extrinsics.SubmitAsync(MakeCall, signer, null, cancellationToken);
    }

    /// <summary>Moves plancks from the chain into the cluster. There is no way back.</summary>
    /// <param name="amount">How many.</param>
    /// <param name="destination">Who gets them there.</param>
    /// <param name="signer">Who gives them.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What became of the transaction. The worker applies it a little later.</returns>
    /// <exception cref="PhatSdkException">The transaction was refused or failed.</exception>
    public ValueTask<ExtrinsicReceipt> TransferToClusterAsync(
        UInt128 amount, AccountId destination, ISigner signer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        Log.TransferringToCluster(amount, destination);
        RuntimeCall MakeCall(Runtime runtime) => RuntimeCall.Create(
            runtime.Metadata,
            ContractsPallet,
            "transfer_to_cluster",
            ("amount", amount),
            ("cluster_id", Cluster.Value),
            ("dest_account", destination));
        return Extrinsics.SubmitAsync(MakeCall, signer, null, cancellationToken);
    }

    /// <summary>Waits until a command was applied, and tells what became of it.</summary>
    /// <param name="receipt">The command's receipt.</param>
    /// <param name="contract">The contract that it was for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What became of it, a failure included.</returns>
    /// <exception cref="ArgumentException">The receipt is that of no queued command.</exception>
    /// <exception cref="InvalidOperationException">The cluster keeps no log.</exception>
    /// <exception cref="PhatTimeoutException">The worker has not come to the command's block in time.</exception>
    /// <exception cref="PhatSdkException">The worker did not answer.</exception>
    public ValueTask<CommandOutcome> WaitForCommandAsync(ContractReceipt receipt, AccountId contract, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        if (receipt is not { Status: ContractReceiptStatus.Queued, CommandNonce: ReadOnlyMemory<byte> nonce, BlockNumber: uint block })
        {
            throw new ArgumentException($"a receipt that is {receipt.Status} is that of no queued command", nameof(receipt));
        }

        _ = Logger;
        CommandWatch watch = new(this, contract, block, nonce);
        return Wait.UntilAsync($"{contract}: what became of the command in block {block}", watch.LookAsync, cancellationToken);
    }

    /// <summary>Forgets the key under which the client itself asks.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        _nobody.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ILogger LogOf(PhatClientOptions options) => options.LoggerFactory?.CreateLogger("PhatSdk.Phat") ?? NullLogger.Instance;

    internal async ValueTask<bool> HasProcessedAsync(uint block, CancellationToken cancellationToken) =>
        (await Worker.GetInfoAsync(cancellationToken).ConfigureAwait(false)).NextBlock > block;

    /// <summary>Why something about a contract failed in or after a block, as far as the log says.</summary>
    internal async ValueTask<string> ReasonOfAsync(AccountId contract, uint block, CancellationToken cancellationToken)
    {
        if (_logger is null)
        {
            return "the cluster keeps no log that says why";
        }

        PinkLogPage page = await _logger.TailAsync(ReasonLookBack, contract, cancellationToken).ConfigureAwait(false);
        PinkLogRecord.Log? reason = page.Records.OfType<PinkLogRecord.Log>()
            .LastOrDefault(log => log.BlockNumber >= block && log.Mode == PinkExecutionMode.Transaction && log.Level == PinkLogLevel.Error);
        return reason?.Message ?? "the cluster's log does not say why";
    }
}
