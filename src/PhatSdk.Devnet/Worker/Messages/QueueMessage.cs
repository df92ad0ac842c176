using System.Text;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>A message of the queue between the chain and its workers: <c>Message</c> of <c>phala-mq</c>.</summary>
/// <param name="Sender">Who sends it; the chain has checked that.</param>
/// <param name="Destination">The topic's path.</param>
/// <param name="Payload">What it says; its form depends on the topic.</param>
internal sealed record QueueMessage(MessageOrigin Sender, ReadOnlyMemory<byte> Destination, ReadOnlyMemory<byte> Payload) : IScaleType<QueueMessage>
{
    /// <summary>The least size of a message: the sender's kind and two lengths.</summary>
    public const int MinimumSize = 3;

    public static QueueMessage Decode(ref ScaleReader reader) =>
        new(reader.Read<MessageOrigin>(), reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray());

    public static QueueMessage Create(MessageOrigin sender, string topic, ReadOnlyMemory<byte> payload) =>
        new(sender, Encoding.UTF8.GetBytes(topic), payload);

    public void Encode(ref ScaleWriter writer)
    {
        writer.Write(Sender);
        writer.WriteBytes(Destination.Span);
        writer.WriteBytes(Payload.Span);
    }

    /// <summary>The message and its sequence number, as its sender signs them.</summary>
    public byte[] ToSignedBytes(ulong sequence) => ScaleCodec.Encode(
        (Message: this, Sequence: sequence),
        static (ref writer, signed) =>
        {
            writer.Write(signed.Message);
            writer.WriteUInt64(signed.Sequence);
        });

    /// <summary>The topic as text, for logs.</summary>
    public string TopicText => Encoding.UTF8.GetString(Destination.Span);
}
