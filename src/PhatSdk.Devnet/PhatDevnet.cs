using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Contracts;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Server;
using PhatSdk.Devnet.Worker;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;
using PhatSdk.Rpc;

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
