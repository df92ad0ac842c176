namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>How much time something may take, and how much of it is left.</summary>
internal sealed class TimeLimit
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly long _start;

    /// <summary>Starts the clock.</summary>
    public TimeLimit(TimeProvider time, TimeSpan limit)
    {
        _time = time;
        _limit = limit;
        _start = time.GetTimestamp();
    }

    /// <summary>What is left; zero where it is over.</summary>
    public TimeSpan Remaining
    {
        get
        {
            TimeSpan remaining = _limit - _time.GetElapsedTime(_start);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }
}
