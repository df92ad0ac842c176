using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Contracts;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Server;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Worker;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Devnet;

/// <summary>A development network within the process: a Substrate chain and a Phat cluster, which run their real runtimes. Dispose of it to end everything.</summary>
/// <remarks>Starts with Alice, Bob, Charlie, Dave, Eve and Ferdie funded, and with Alice as root (<c>sudo</c>). All members may be used by several threads at once.</remarks>
public sealed partial class PhatDevnet : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<InProcessConnection> _connections = [];
    private readonly ChainRuntime _runtime;
    private readonly DevnetChain _chain;
    private readonly RpcDispatcher _dispatcher;
    private readonly DevnetCluster? _cluster;
    private readonly bool _allowsImpersonation;
    private Task? _disposal;

    private PhatDevnet(ChainRuntime runtime, DevnetChain chain, DevnetCluster? cluster, DevnetServer? server, PhatDevnetOptions options)
    {
        _allowsImpersonation = options.AllowsImpersonation;
        _runtime = runtime;
        _chain = chain;
        _cluster = cluster;
        Server = server;
        _dispatcher = new RpcDispatcher(MethodsOf(chain));
        server?.Serve(_dispatcher, cluster?.Transport, options.TimeProvider);
    }

    /// <summary>The socket at which other programs find the network; null where <see cref="PhatDevnetOptions.Server"/> asks for none.</summary>
    public DevnetServer? Server { get; }

    /// <summary>The number of the newest block; the genesis is 0.</summary>
    public uint BlockNumber => _chain.Best.Number;

    /// <summary>The hash of the first block, which tells this chain from any other.</summary>
    public Hash256 GenesisHash => _chain.Genesis.Hash;

    /// <summary>The cluster that Phat contracts run in: the first of the chain, Alice's, with a system contract, a stake driver and a logger.</summary>
    /// <exception cref="InvalidOperationException">The network was started without a cluster.</exception>
    public ClusterId ClusterId => new(Cluster.Id);

    /// <summary>Reaches Phala's worker, which runs the cluster, within the process. It ends with the network.</summary>
    /// <exception cref="InvalidOperationException">The network was started without a cluster.</exception>
    public IPruntimeTransport Worker => Cluster.Transport;

    private DevnetCluster Cluster => _cluster
        ?? throw new InvalidOperationException($"the devnet was started without a cluster: {nameof(PhatDevnetOptions)}.{nameof(PhatDevnetOptions.HasCluster)} is false");

    /// <summary>Starts a network. The first start on a machine compiles the runtimes, for some seconds; later ones take milliseconds.</summary>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The network, ready for connections.</returns>
    /// <exception cref="ArgumentException">An option is none that the runtime takes: a balance below the existential deposit, say.</exception>
    /// <exception cref="InvalidDataException"><see cref="PhatDevnetOptions.ImportFile"/> is damaged, or something else.</exception>
    public static Task<PhatDevnet> StartAsync(PhatDevnetOptions? options = null, CancellationToken cancellationToken = default)
    {
        PhatDevnetOptions chosen = options ?? new PhatDevnetOptions();
        ArgumentNullException.ThrowIfNull(chosen.Seal, nameof(options));
        ArgumentNullException.ThrowIfNull(chosen.Finality, nameof(options));
        ArgumentNullException.ThrowIfNull(chosen.TimeProvider, nameof(options));
        ArgumentNullException.ThrowIfNull(chosen.Endowments, nameof(options));
        return Task.Run(() => StartCoreAsync(chosen, cancellationToken), cancellationToken);
    }

    /// <summary>Opens a connection to the chain. It ends with the network, or when it is disposed of.</summary>
    /// <returns>A new connection.</returns>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public IRpcConnection Connect()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposal is not null, this);
            InProcessConnection connection = new(_dispatcher, Forget);
            _connections.Add(connection);
            return connection;
        }
    }

    /// <summary>Makes a block of what is ready, an empty one where nothing is; whatever the <see cref="SealPolicy"/>.</summary>
    /// <param name="cancellationToken">Ends the wait for a block that is being made; a block once begun is finished.</param>
    /// <returns>The new block's hash.</returns>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public async Task<Hash256> SealBlockAsync(CancellationToken cancellationToken = default) =>
        (await _chain.SealAsync(cancellationToken).ConfigureAwait(false)).Hash;

    /// <summary>Ends the network: connections break, timers and tasks end.</summary>
    /// <returns>When nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        Task disposal;
        lock (_gate)
        {
            disposal = _disposal ??= EndAsync([.. _connections]);
        }

        await disposal.ConfigureAwait(false);
    }

    private static async Task<PhatDevnet> StartCoreAsync(PhatDevnetOptions options, CancellationToken cancellationToken)
    {
        ILoggerFactory logging = options.LoggerFactory ?? NullLoggerFactory.Instance;
        ModuleCache? cache = options.ModuleCacheFolder is { } folder ? ModuleCache.Open(folder, logging) : ModuleCache.OpenDefault(logging);
        ChainRuntime runtime = ChainRuntime.Load(cache, logging, allowsImpersonation: options.AllowsImpersonation);
        WorkerKeys keys = WorkerKeys.CreateForDevelopment();
        DevnetChain? chain = null;
        DevnetServer? server = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (options.Server is { } socket)
            {
                // Opened first, as the chain is told at which address the worker answers.
                server = await DevnetServer.ListenAsync(socket, logging, cancellationToken).ConfigureAwait(false);
            }

            DevnetFile? file = options.ImportFile is { } path ? await DevnetFile.ReadAsync(path, cancellationToken).ConfigureAwait(false) : null;
            chain = new DevnetChain(runtime, file?.Chain.ToTree() ?? GenesisOf(runtime, options, keys), new ChainOptions
            {
                Seal = options.Seal,
                Pool = new PoolOptions { BanTime = options.InvalidTransactionBan },
                Time = options.TimeProvider,
                Logging = logging,
            });
            if (options.HasCluster && file is not { HasWorker: false })
            {
                DevnetCluster cluster = file is null
                    ? await StartClusterAsync(chain, keys, cache, options, server, cancellationToken).ConfigureAwait(false)
                    : ResumeCluster(chain, keys, cache, options, file);
                await chain.SetFinalityAsync(options.Finality, CancellationToken.None).ConfigureAwait(false);
                return new PhatDevnet(runtime, chain, cluster, server, options);
            }

            keys.Dispose();
            await chain.SetFinalityAsync(options.Finality, CancellationToken.None).ConfigureAwait(false);
            return new PhatDevnet(runtime, chain, cluster: null, server, options);
        }
        catch
        {
            keys.Dispose();
            if (server is not null)
            {
                await server.DisposeAsync().ConfigureAwait(false);
            }

            if (chain is not null)
            {
                await chain.DisposeAsync().ConfigureAwait(false);
            }

            runtime.Dispose();
            throw;
        }
    }

    private static BlockTree GenesisOf(ChainRuntime runtime, PhatDevnetOptions options, WorkerKeys keys)
    {
        DevnetGenesis genesis = DevnetGenesis.Development(EndowmentsOf(options, keys), [new GenesisWorker(keys.Identity.AccountId)]) with
        {
            Patch = options.GenesisPatch,
        };
        return new BlockTree(genesis.Build(runtime));
    }

    private static Task<DevnetCluster> StartClusterAsync(
        DevnetChain chain, WorkerKeys keys, ModuleCache? cache, PhatDevnetOptions options, DevnetServer? server, CancellationToken cancellationToken) =>
        DevnetCluster.StartAsync(
            chain,
            ClusterRuntime.Load(cache, options.LoggerFactory ?? NullLoggerFactory.Instance),
            keys,
            WorkerOptionsOf(chain, options),
            server?.WorkerEndpoint.AbsoluteUri.TrimEnd('/'),
            cancellationToken);

    private static DevnetCluster ResumeCluster(DevnetChain chain, WorkerKeys keys, ModuleCache? cache, PhatDevnetOptions options, DevnetFile file)
    {
        ClusterRuntime runtime = ClusterRuntime.Load(cache, options.LoggerFactory ?? NullLoggerFactory.Instance);
        WorkerEnvironment environment = new(runtime, keys, WorkerOptionsOf(chain, options));
        try
        {
            return DevnetCluster.Resume(chain, environment, file.ReadWorker(environment));
        }
        catch (ScaleException cause)
        {
            environment.Dispose();
            runtime.Dispose();
            throw new InvalidDataException($"{options.ImportFile} is no devnet's file: its worker cannot be read: {cause.Message}", cause);
        }
    }

    private static WorkerOptions WorkerOptionsOf(DevnetChain chain, PhatDevnetOptions options) => new()
    {
        Time = chain.Clock,
        HttpHandler = options.ContractHttpHandler,
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<DevnetWorker>(),
    };

    // The worker's operator pays for what the worker tells the chain.
    private static Dictionary<AccountId, UInt128> EndowmentsOf(PhatDevnetOptions options, WorkerKeys keys)
    {
        Dictionary<AccountId, UInt128> endowments = new(options.Endowments);
        endowments.TryAdd(keys.Operator.AccountId, DevnetGenesis.DefaultEndowment);
        return endowments;
    }

    private static IEnumerable<IRpcMethod> MethodsOf(DevnetChain chain) =>
    [
        .. new ChainMethods(chain).Methods,
        .. new StateMethods(chain).Methods,
        .. new ReadProofMethods(chain).Methods,
        .. new StateSubscriptions(chain).Methods,
        .. new AuthorMethods(chain).Methods,
        .. new SystemMethods(chain).Methods,
        .. new ChildStateMethods(chain).Methods,
        .. new KeystoreMethods(chain).Methods,
        .. new PaymentMethods(chain).Methods,
        .. new ContractsMethods(chain).Methods,
        .. RefusedMethods.Methods,
        .. new DevMethods(chain).Methods,
        .. new ChainHeadMethods(chain, new ChainHeadLimits()).Methods,
        .. new ChainSpecMethods(chain).Methods,
        .. new ArchiveMethods(chain).Methods,
        .. new TransactionMethods(chain).Methods,
    ];

    private void Forget(InProcessConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }

    /// <summary>Ends from the top down: who asks, then who answers.</summary>
    private async Task EndAsync(InProcessConnection[] connections)
    {
        await Task.Yield();
        if (Server is not null)
        {
            await Server.DisposeAsync().ConfigureAwait(false);
        }

        foreach (InProcessConnection connection in connections)
        {
            await connection.BreakAsync().ConfigureAwait(false);
        }

        try
        {
            if (_cluster is not null)
            {
                // Disposes of the caller's ContractHttpHandler too, which may throw.
                await _cluster.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await _chain.DisposeAsync().ConfigureAwait(false);
            _runtime.Dispose();
        }
    }
}
