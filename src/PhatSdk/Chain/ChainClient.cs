using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain;

/// <summary>One chain as a node has it: its runtime, its state, its blocks. May be used by several threads at once.</summary>
public sealed partial class ChainClient : IAsyncDisposable
{
    private readonly StateRpc _state;
    private readonly ChainRpc _chain;
    private readonly RuntimeSource _runtimes;

    private ChainClient(RpcClient rpc, ChainClientOptions options, Hash256 genesisHash, RuntimeSource runtimes)
    {
        Rpc = rpc;
        _state = new StateRpc(rpc);
        _chain = new ChainRpc(rpc);
        _runtimes = runtimes;
        TimeProvider = options.TimeProvider;
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
        RuntimeSource? runtimes = null;
        try
        {
            RpcClient rpc = new(connection);
            ChainRpc chain = new(rpc);
            runtimes = new RuntimeSource(new RuntimeReader(new StateRpc(rpc)), chain, options.MaxRuntimes);
            Task<Runtime> reading = runtimes.GetCurrentAsync(cancellationToken).AsTask();
            Hash256 genesis = await chain.GetBlockHashAsync(0, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException("0");
            await reading.ConfigureAwait(false);
            return new ChainClient(rpc, options, genesis, runtimes);
        }
        catch
        {
            runtimes?.Dispose();
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Calls a function of the runtime; changes are dropped.</summary>
    /// <param name="method">The function: <c>ContractsApi_call</c>.</param>
    /// <param name="arguments">The encoded arguments, one after the other.</param>
    /// <param name="at">The block on whose state it runs; null for the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The encoded result.</returns>
    /// <exception cref="RpcException">The request failed; an <see cref="RpcResponseException"/> also where the runtime has no such function, or trapped.</exception>
    public ValueTask<byte[]> CallRuntimeAsync(
        string method, ReadOnlyMemory<byte> arguments, Hash256? at = null, CancellationToken cancellationToken = default) =>
        _state.CallAsync(method, arguments, at, cancellationToken);

    /// <summary>Closes the wire.</summary>
    /// <returns>When it is closed.</returns>
    public ValueTask DisposeAsync()
    {
        _runtimes.Dispose();
        return Rpc.Connection.DisposeAsync();
    }
}
