using Microsoft.Extensions.Logging;

namespace PhatSdk.Rpc;

/// <summary>How a node is spoken to over a WebSocket. All defaults are valid; read once, when the connection is made.</summary>
public sealed record WebSocketConnectionOptions
{
    /// <summary>All defaults.</summary>
    public static WebSocketConnectionOptions Default { get; } = new();

    /// <summary>The largest message that is taken from the node, in bytes; a larger one breaks the connection. 64 MiB by default.</summary>
    public int MaxMessageSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most requests that wait for an answer; further ones wait until one has it. 1,024 by default.</summary>
    public int MaxPendingRequests { get; init; } = 1024;

    /// <summary>The most subscriptions at once; one more is refused. 1,024 by default, as a node has it.</summary>
    public int MaxSubscriptions { get; init; } = 1024;

    /// <summary>The most notifications that wait for the reader of a subscription; one more ends the subscription with an error. 4,096 by default.</summary>
    public int MaxWaitingNotifications { get; init; } = 4096;

    /// <summary>How long a node may take to answer a request. One minute by default.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a silent node is asked whether it is still there; the connection breaks when it does not answer for as long. 20 seconds by default.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock of the time-outs. By default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the connection tells of its end and of what it cannot read. By default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMessageSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPendingRequests);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSubscriptions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxWaitingNotifications);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveInterval, TimeSpan.Zero);
    }
}
