using Microsoft.Extensions.Logging;

namespace PhatSdk.Pruntime;

/// <summary>How a worker is spoken to.</summary>
public sealed record PruntimeClientOptions
{
    /// <summary>All defaults.</summary>
    public static PruntimeClientOptions Default { get; } = new();

    /// <summary>How long an answer may take. By default 60 seconds; a worker itself gives up a query after 10 unless it was told otherwise.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest answer that is accepted, in bytes. By default 16 MiB.</summary>
    public int MaxResponseSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>The clock of <see cref="Timeout"/>. By default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where is told what was asked and how it went, never what was in it. By default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal void ThrowIfInvalid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxResponseSize, 1);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
