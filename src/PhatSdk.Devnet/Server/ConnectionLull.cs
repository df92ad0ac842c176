namespace PhatSdk.Devnet.Server;

/// <summary>Knows when a connection was last used, and waits until nobody has used it for a while. Safe for several threads.</summary>
/// <param name="length">How long nobody has to have used it.</param>
/// <param name="clock">The clock: that of the network, not that of the chain, which may stand still.</param>
internal sealed class ConnectionLull(TimeSpan length, TimeProvider clock)
{
    // So that a client that never stops asking hears of it all the same.
    private const int MostLulls = 20;

    private long _lastUse = clock.GetTimestamp();
    private int _running;

    /// <summary>A request came in.</summary>
    public void Begin()
    {
        Interlocked.Increment(ref _running);
        Use();
    }

    /// <summary>A request was answered.</summary>
    public void End()
    {
        Interlocked.Decrement(ref _running);
        Use();
    }

    /// <summary>Something was sent.</summary>
    public void Use() => Volatile.Write(ref _lastUse, clock.GetTimestamp());

    /// <summary>Waits until the connection is quiet.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < MostLulls; i++)
        {
            TimeSpan remaining = Volatile.Read(ref _running) > 0 ? length : length - clock.GetElapsedTime(Volatile.Read(ref _lastUse));
            if (remaining <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(remaining, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
