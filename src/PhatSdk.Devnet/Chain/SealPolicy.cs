namespace PhatSdk.Devnet.Chain;

/// <summary>When the devnet makes a block.</summary>
public sealed class SealPolicy
{
    private readonly string _text;

    private SealPolicy(string text, TimeSpan? interval = null)
    {
        _text = text;
        Interval = interval;
    }

    /// <summary>As soon as a transaction is ready: one block for all that are ready at that moment. There are no empty blocks.</summary>
    public static SealPolicy Instant { get; } = new("instant");

    /// <summary>Only when asked, by <c>dev_newBlock</c> or <c>PhatDevnet.SealBlockAsync</c>.</summary>
    public static SealPolicy OnDemand { get; } = new("on demand");

    internal TimeSpan? Interval { get; }

    /// <summary>At a fixed pace, empty blocks included, as a live chain does.</summary>
    /// <param name="interval">The time from block to block: at least a millisecond.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="interval"/> is shorter than a millisecond or longer than a timer can wait (about 49 days).</exception>
    public static SealPolicy Every(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, TimeSpan.FromMilliseconds(uint.MaxValue - 1));
        return new SealPolicy($"every {interval}", interval);
    }

    /// <summary>Describes the policy.</summary>
    /// <returns><c>instant</c>, <c>on demand</c>, or the pace.</returns>
    public override string ToString() => _text;
}
