using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>23, <c>current_event_chain_head</c>: how far the cluster's chain of events has come.</summary>
internal sealed class EventChainFunction : IPinkFunction
{
    public uint Number => 23;

    public PinkOutput Call(PinkCall call) => PinkOutput.Of(ScaleCodec.Encode(call.Run.EventChain, static (ref writer, head) =>
    {
        writer.WriteUInt64(head.NextNumber);
        writer.Write(head.LastHash);
    }));
}
