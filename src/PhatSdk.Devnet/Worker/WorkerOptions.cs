using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PhatSdk.Devnet.Worker;

/// <summary>How a devnet's worker is set up.</summary>
internal sealed record WorkerOptions
{
    /// <summary>The default of <see cref="QueryTimeLimit"/>, which is that of pRuntime.</summary>
    public static readonly TimeSpan DefaultQueryTimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>The clock; the machine's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long the requests of one query to the web may take, all together: ten seconds by default.</summary>
    public TimeSpan QueryTimeLimit { get; init; } = DefaultQueryTimeLimit;

    /// <summary>What carries contracts' requests to the web; null, the default, for the network. The worker disposes of it.</summary>
    public HttpMessageHandler? HttpHandler { get; init; }

    /// <summary>Where the worker notes what it cannot answer anybody; nowhere by default.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
