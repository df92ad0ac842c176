using Microsoft.Extensions.Logging;
using PhatSdk.Pruntime;

namespace PhatSdk.Phat;

/// <summary>How a cluster is worked with.</summary>
public sealed record PhatClientOptions
{
    /// <summary>All defaults.</summary>
    public static PhatClientOptions Default { get; } = new();

    /// <summary>How the worker is spoken to.</summary>
    public PruntimeClientOptions Pruntime { get; init; } = PruntimeClientOptions.Default;

    /// <summary>How long the cluster may take to apply what is on the chain. By default two minutes.</summary>
    public TimeSpan WaitTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often is asked, at the least, whether it has. By default every half second; more often in the beginning.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The clock of the waits. By default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where is told what was done, never what was in it. By default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(Pruntime);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(WaitTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
    }
}
