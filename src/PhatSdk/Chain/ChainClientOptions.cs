using Microsoft.Extensions.Logging;

namespace PhatSdk.Chain;

/// <summary>How a chain client works.</summary>
public sealed record ChainClientOptions
{
    /// <summary>All defaults.</summary>
    public static ChainClientOptions Default { get; } = new();

    /// <summary>Where the client, and the extrinsic clients on it, tell what they do. By default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock by which the client, and the extrinsic clients on it, wait. By default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
