namespace PhatSdk.Fuzz;

/// <summary>Ends the process where an input does not come to an end.</summary>
internal sealed class FuzzWatchdog : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private string _target = "";
    private byte[]? _input;
    private long _start;

    public FuzzWatchdog() => _timer = new Timer(_ => Check(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public void Begin(string target, byte[] input, long now)
    {
        lock (_lock)
        {
            (_target, _input, _start) = (target, input, now);
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _input = null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        lock (_lock)
        {
            if (_input is not null && TimeProvider.System.GetElapsedTime(_start) > Limit)
            {
                Console.WriteLine($"FAILED: {_target}: no end after {Limit.TotalSeconds} seconds\ninput: 0x{Convert.ToHexStringLower(_input)}");
                Environment.Exit(1);
            }
        }
    }
}
