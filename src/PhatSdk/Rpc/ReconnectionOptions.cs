using Microsoft.Extensions.Logging;

namespace PhatSdk.Rpc;

/// <summary>How a connection that broke is replaced. All defaults are valid; read once, when the connection is created.</summary>
public sealed record ReconnectionOptions
{
    /// <summary>All defaults.</summary>
    public static ReconnectionOptions Default { get; } = new();

    /// <summary>
    /// How long to wait before the second attempt; twice as long before each further one, less a random part of up to a half, so that the clients of a node
    /// that restarts do not all come at once. 250 milliseconds by default. The first attempt is made at once.
    /// </summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts. 15 seconds by default.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one attempt may take. 20 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After how long without a connection the requests that wait for one fail; the next request tries anew. One minute by default.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a read is sent, at most, where the connection breaks before its answer. 5 by default.</summary>
    public int MaxReadAttempts { get; init; } = 5;

    /// <summary>The clock of the waits. By default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where connections that come and go are told of. By default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FirstDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, FirstDelay);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(GiveUpAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxReadAttempts);
    }
}
