using PhatSdk.Devnet.Worker.Messages;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>10, <c>log</c>: tells the log server something.</summary>
internal sealed class LogFunction : IPinkFunction
{
    private readonly Action<LogRecord.Said> _log;
    private readonly TimeProvider _time;

    public LogFunction(Action<LogRecord.Said> log, TimeProvider time)
    {
        _log = log;
        _time = time;
    }

    public uint Number => 10;

    public PinkOutput Call(PinkCall call)
    {
        (byte level, string message) = call.Read(static (ref reader) => (reader.ReadByte(), reader.ReadString()));
        if (call.Run.LogHandler is null)
        {
            return PinkOutput.Unit;
        }

        ulong now = (ulong)_time.GetUtcNow().ToUnixTimeMilliseconds();
        _log(new LogRecord.Said(call.Run.BlockNumber, call.Contract, call.Run.Entry, ModeNames.Of(call.Mode), now, level, message));
        return PinkOutput.Unit;
    }
}
