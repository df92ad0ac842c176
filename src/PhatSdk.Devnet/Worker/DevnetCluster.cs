using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>A worker with its cluster, up and running. Dispose of it before the chain.</summary>
internal sealed class DevnetCluster : IAsyncDisposable
{
    private readonly ClusterRuntime _runtime;
    private readonly DevnetWorker _worker;

    private DevnetCluster(ClusterRuntime runtime, DevnetWorker worker)
    {
        _runtime = runtime;
        _worker = worker;
        Transport = new InProcessPruntimeTransport(worker);
    }

    /// <summary>The cluster's id.</summary>
    public Hash256 Id { get; } = ClusterBlueprint.FirstCluster;

    /// <summary>Reaches the worker.</summary>
    public InProcessPruntimeTransport Transport { get; }

    /// <summary>Starts a worker and brings up its cluster, which is Alice's.</summary>
    /// <param name="chain">A fresh chain, whose genesis names the worker and endows its operator.</param>
    /// <param name="runtime">The runtime of clusters; disposed of with this, or when the start fails.</param>
    /// <param name="keys">The worker's keys; likewise.</param>
    /// <param name="options">How the worker is set up.</param>
    /// <param name="endpoint">The address at which the worker answers, for the chain to know; null for none.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">The cluster does not come up.</exception>
    public static async Task<DevnetCluster> StartAsync(
        DevnetChain chain, ClusterRuntime runtime, WorkerKeys keys, WorkerOptions options, string? endpoint, CancellationToken cancellationToken)
    {
        ChainCalls calls = new(chain);
        DevnetWorker worker = new(chain, calls, new WorkerEnvironment(runtime, keys, options));
        DevnetCluster cluster = new(runtime, worker);
        try
        {
            ulong now = (ulong)options.Time.GetUtcNow().ToUnixTimeMilliseconds();
            await new ClusterBootstrap(chain, calls, worker, DevKeypairs.Alice).RunAsync(endpoint, now, cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Goes on with a worker and its cluster.</summary>
    /// <param name="chain">A chain that goes on, too.</param>
    /// <param name="environment">What the worker works with; disposed of with this.</param>
    /// <param name="known">What the worker knew of the chain's newest block.</param>
    public static DevnetCluster Resume(DevnetChain chain, WorkerEnvironment environment, WorkerSnapshot known) =>
        new(environment.Runtime, new DevnetWorker(chain, new ChainCalls(chain), environment, known));

    /// <summary>What the worker knows.</summary>
    public WorkerSnapshot Current => _worker.Current;

    /// <summary>Ends queries, then the worker.</summary>
    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync().ConfigureAwait(false);
        await _worker.DisposeAsync().ConfigureAwait(false);
        _runtime.Dispose();
    }
}
