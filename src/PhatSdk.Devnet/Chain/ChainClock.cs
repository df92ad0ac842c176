namespace PhatSdk.Devnet.Chain;

/// <summary>A clock that can be put elsewhere. Timers run at the pace of the clock below.</summary>
/// <param name="inner">The clock below.</param>
internal sealed class ChainClock(TimeProvider inner) : TimeProvider
{
    private long _shift;
    private long _elapsed;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>How far this clock is ahead of the one below.</summary>
    public TimeSpan Shift => new(Volatile.Read(ref _shift));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Shift;

    /// <summary>What lasts till a time is over once this clock was put past it; going back makes nothing younger.</summary>
    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp() + Volatile.Read(ref _elapsed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Puts the clock to a time. One thread at a time.</summary>
    public void Set(DateTimeOffset now) => SetShift(now - inner.GetUtcNow());

    /// <summary>Puts the clock so far ahead of the one below. One thread at a time.</summary>
    public void SetShift(TimeSpan shift)
    {
        TimeSpan forward = shift - Shift;
        if (forward > TimeSpan.Zero)
        {
            Volatile.Write(ref _elapsed, _elapsed + (long)(forward.TotalSeconds * TimestampFrequency));
        }

        Volatile.Write(ref _shift, shift.Ticks);
    }
}
