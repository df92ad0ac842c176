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

    /// <summary>How many runtimes are kept to read old blocks by, one to a spec version. A runtime takes some megabytes. 8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxRuntimes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 8;

    /// <summary>By which methods the chain is read. By default by those that the node has, the older ones where it has both.</summary>
    public RpcFamily RpcFamily { get; init; } = RpcFamily.Automatic;
}
