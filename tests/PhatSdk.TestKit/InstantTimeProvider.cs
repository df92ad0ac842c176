namespace PhatSdk.TestKit;

/// <summary>A clock on which every wait is over at once.</summary>
public sealed class InstantTimeProvider : TimeProvider
{
    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, TimeSpan.Zero, period);
}
