using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>What a worker reads from the chain's state.</summary>
internal static class ChainStorage
{
    private const int HashSize = 16;

    private static readonly byte[] OutboundMessagesKey = KeyOf("PhalaMq", "OutboundMessages");
    private static readonly byte[] SystemCodeKey = KeyOf("PhalaPhatContracts", "PinkSystemCode");
    private static readonly byte[] OffchainIngressPrefix = KeyOf("PhalaMq", "OffchainIngress");

    /// <summary>The messages of a block for the workers, in order.</summary>
    /// <exception cref="ScaleException">The chain's state holds something else.</exception>
    public static IReadOnlyList<QueueMessage> OutboundMessages(StateView state) => state.Get(OutboundMessagesKey) is ReadOnlyMemory<byte> value
        ? ScaleCodec.Decode(value.Span, static (ref reader) => reader.ReadVector<QueueMessage>(QueueMessage.MinimumSize))
        : [];

    /// <summary>The newest system contract; empty where there is none.</summary>
    public static ReadOnlyMemory<byte> SystemCode(StateView state)
    {
        if (state.Get(SystemCodeKey) is not ReadOnlyMemory<byte> value)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        // A part of what the state holds: this is read at each block.
        ScaleReader reader = new(value.Span);
        reader.ReadUInt16(); // how often it was set
        int length = reader.ReadBytes().Length;
        reader.ThrowIfNotAtEnd();
        return value[^length..];
    }

    /// <summary>The sequence number that the next message of a sender outside the chain must have.</summary>
    public static ulong NextSequence(StateView state, MessageOrigin sender)
    {
        byte[] encoded = ScaleCodec.Encode(sender);
        byte[] hash = new byte[sizeof(ulong)];
        Twox.Hash(encoded, hash);
        byte[] key = [.. OffchainIngressPrefix, .. hash, .. encoded];
        return state.Get(key) is ReadOnlyMemory<byte> value
            ? ScaleCodec.Decode(value.Span, static (ref reader) => reader.ReadUInt64())
            : 0;
    }

    private static byte[] KeyOf(string pallet, string entry)
    {
        byte[] key = new byte[2 * HashSize];
        Twox.Hash(Encoding.UTF8.GetBytes(pallet), key.AsSpan(..HashSize));
        Twox.Hash(Encoding.UTF8.GetBytes(entry), key.AsSpan(HashSize));
        return key;
    }
}
