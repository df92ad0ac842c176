using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Chain.Backends;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain;

/// <summary>One chain as a node has it: its runtime, its state, its blocks. May be used by several threads at once.</summary>
public sealed partial class ChainClient : IAsyncDisposable
{
    private readonly IChainBackend _backend;
    private readonly RuntimeSource _runtimes;
    private readonly StateReader _reader;
    private readonly WireRetry _retry;

    private ChainClient(RpcClient rpc, IChainBackend backend, ChainClientOptions options, Hash256 genesisHash, RuntimeSource runtimes)
    {
        Rpc = rpc;
        _backend = backend;
        _runtimes = runtimes;
        _reader = new StateReader(backend, runtimes);
        TimeProvider = options.TimeProvider;
        _retry = new WireRetry(options.TimeProvider);
        LoggerFactory = options.LoggerFactory ?? NullLoggerFactory.Instance;
        GenesisHash = genesisHash;
    }

    /// <summary>The hash of the chain's first block.</summary>
    public Hash256 GenesisHash { get; }

    /// <summary>Requests to the node.</summary>
    public RpcClient Rpc { get; }

    /// <summary>The clock by which the client waits.</summary>
    internal TimeProvider TimeProvider { get; }

    /// <summary>Where the client tells what it does.</summary>
    internal ILoggerFactory LoggerFactory { get; }

    /// <summary>Connects to a chain: reads its genesis, its runtime's version and its metadata in the newest form that the node and the library have.</summary>
    /// <param name="connection">The wire to the node. It becomes the client's, who disposes of it, also where this method fails.</param>
    /// <param name="options">How the client works; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The client.</returns>
    /// <exception cref="RpcException">A request failed.</exception>
    /// <exception cref="PhatSdkException">The runtime's version or metadata is unreadable.</exception>
    public static async Task<ChainClient> ConnectAsync(
        IRpcConnection connection, ChainClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        options ??= ChainClientOptions.Default;
        IChainBackend? backend = null;
        RuntimeSource? runtimes = null;
        try
        {
            RpcClient rpc = new(connection);
            backend = await BackendChoice.ChooseAsync(rpc, options.TimeProvider, options.RpcFamily == RpcFamily.V2, cancellationToken).ConfigureAwait(false);
            runtimes = new RuntimeSource(backend, options.MaxRuntimes);
            Task<Runtime> reading = ReadRuntimeAsync(runtimes, cancellationToken);
            Hash256 genesis = await backend.GetBlockHashAsync(0, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException("0");
            await reading.ConfigureAwait(false);
            return new ChainClient(rpc, backend, options, genesis, runtimes);
        }
        catch
        {
            runtimes?.Dispose();
            if (backend is not null)
            {
                await backend.DisposeAsync().ConfigureAwait(false);
            }

            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<Runtime> ReadRuntimeAsync(RuntimeSource runtimes, CancellationToken cancellationToken) =>
        await runtimes.GetCurrentAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the wire.</summary>
    /// <returns>When it is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        _runtimes.Dispose();
        await _backend.DisposeAsync().ConfigureAwait(false);
        await Rpc.Connection.DisposeAsync().ConfigureAwait(false);
    }
}
