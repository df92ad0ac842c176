namespace PhatSdk.Rpc;

/// <summary>How a node is spoken to over HTTP. All defaults are valid; read once, when the connection is made.</summary>
public sealed record HttpConnectionOptions
{
    /// <summary>All defaults.</summary>
    public static HttpConnectionOptions Default { get; } = new();

    /// <summary>The largest answer that is taken from the node, in bytes. 64 MiB by default.</summary>
    public int MaxMessageSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most requests that wait for an answer; further ones wait until one has it. 64 by default.</summary>
    public int MaxPendingRequests { get; init; } = 64;

    /// <summary>How long a node may take to answer a request. One minute by default; the <see cref="HttpClient"/>'s own limit holds as well.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock of the time-outs. By default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMessageSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPendingRequests);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeout, TimeSpan.Zero);
    }
}
