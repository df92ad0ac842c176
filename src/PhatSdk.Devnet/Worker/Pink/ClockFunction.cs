using System.Buffers.Binary;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>18, <c>untrusted_millis_since_unix_epoch</c>: this worker's time; in transactions 0.</summary>
internal sealed class ClockFunction : IPinkFunction
{
    private readonly TimeProvider _time;

    public ClockFunction(TimeProvider time) => _time = time;

    public uint Number => 18;

    public PinkOutput Call(PinkCall call)
    {
        byte[] now = new byte[sizeof(ulong)];
        if (call.IsQuery)
        {
            BinaryPrimitives.WriteInt64LittleEndian(now, _time.GetUtcNow().ToUnixTimeMilliseconds());
        }

        return PinkOutput.Of(now);
    }
}
