using PhatSdk.Devnet.Runtime;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>The transaction that events come from.</summary>
/// <param name="Nonce">The command's nonce or the contract's salt; null for what the worker calls itself.</param>
/// <param name="Entry">The contract that was called from outside.</param>
/// <param name="Origin">Who called it.</param>
internal sealed record EventCause(ReadOnlyMemory<byte>? Nonce, AccountId Entry, AccountId Origin)
{
    /// <summary>The body of a block of the chain of events: the block's number, the cause, and each event with its contract.</summary>
    public byte[] Encode(uint blockNumber, IReadOnlyList<ClusterEffect> events) => ScaleCodec.Encode(
        (Cause: this, BlockNumber: blockNumber, Events: events),
        static (ref writer, value) =>
        {
            writer.WriteUInt32(value.BlockNumber);
            writer.WriteOptionTag(value.Cause.Nonce.HasValue);
            if (value.Cause.Nonce is ReadOnlyMemory<byte> nonce)
            {
                writer.WriteBytes(nonce.Span);
            }

            writer.WriteOptionTag(hasValue: true);
            writer.Write(value.Cause.Entry);
            writer.WriteLength(value.Events.Count);
            foreach (ClusterEffect effect in value.Events)
            {
                Encode(ref writer, effect);
            }

            writer.WriteOptionTag(hasValue: true);
            writer.Write(value.Cause.Origin);
        });

    private static void Encode(ref ScaleWriter writer, ClusterEffect effect)
    {
        switch (effect)
        {
            case PinkEffect pink:
                writer.WriteByte(0);
                writer.Write(pink.Contract);
                writer.WriteBytes(pink.Event.Span);
                break;
            case EmittedEffect emitted:
                writer.WriteByte(1);
                writer.Write(emitted.Contract);
                writer.WriteLength(emitted.Topics.Count);
                foreach (Hash256 topic in emitted.Topics)
                {
                    writer.Write(topic);
                }

                writer.WriteBytes(emitted.Data.Span);
                break;
        }
    }
}
