namespace PhatSdk.Devnet.Tests;

/// <summary>The machine's clock, which counts its timers.</summary>
internal sealed class CountingTimeProvider : TimeProvider
{
    private int _active;
    private int _made;

    public int Active => _active;

    public int Made => _made;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _active);
        Interlocked.Increment(ref _made);
        return new Timer(base.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _active));
    }

    private sealed class Timer(ITimer inner, Action disposed) : ITimer
    {
        private Action? _disposed = disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            Interlocked.Exchange(ref _disposed, null)?.Invoke();
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Exchange(ref _disposed, null)?.Invoke();
            return inner.DisposeAsync();
        }
    }
}
