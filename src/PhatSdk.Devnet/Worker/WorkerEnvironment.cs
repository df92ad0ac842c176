using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Worker.Pink;

namespace PhatSdk.Devnet.Worker;

/// <summary>What a worker works with: its keys, the runtime of clusters, the clock, the web.</summary>
internal sealed class WorkerEnvironment : IDisposable
{
    public WorkerEnvironment(ClusterRuntime runtime, WorkerKeys keys, WorkerOptions options)
    {
        Runtime = runtime;
        Keys = keys;
        Time = options.Time;
        QueryTimeLimit = options.QueryTimeLimit;
        Http = new OutboundHttp(options.Time, options.HttpHandler);
        Logger = options.Logger;
    }

    /// <summary>Runs the state of clusters.</summary>
    public ClusterRuntime Runtime { get; }

    /// <summary>The worker's secrets.</summary>
    public WorkerKeys Keys { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>How long the requests of one query to the web may take, all together.</summary>
    public TimeSpan QueryTimeLimit { get; }

    /// <summary>The way to the web.</summary>
    public OutboundHttp Http { get; }

    /// <summary>Where the worker notes what it cannot answer anybody.</summary>
    public ILogger Logger { get; }

    public void Dispose()
    {
        Http.Dispose();
        Keys.Dispose();
    }
}
