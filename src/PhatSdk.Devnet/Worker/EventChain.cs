using PhatSdk.Crypto;
using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>
/// Chains what contracts emit in transactions, so that none can be left out unseen. The headers are those of a pRuntime worker; the bodies hold
/// the contracts' events alone, as the runtime tells no others.
/// </summary>
internal static class EventChain
{
    /// <summary>Adds a block.</summary>
    /// <param name="head">Where the chain stands.</param>
    /// <param name="runtimeVersion">The version of the contract runtime.</param>
    /// <param name="body">The block's content, encoded.</param>
    public static EventChainHead Append(EventChainHead head, (uint Major, uint Minor) runtimeVersion, ReadOnlySpan<byte> body)
    {
        Hash256 bodyHash = Blake2b.Hash256(body);
        byte[] header = ScaleCodec.Encode(
            (Head: head, Version: runtimeVersion, Body: bodyHash),
            static (ref writer, value) =>
            {
                writer.WriteUInt64(value.Head.NextNumber);
                writer.WriteUInt32(value.Version.Major);
                writer.WriteUInt32(value.Version.Minor);
                writer.Write(value.Head.LastHash);
                writer.Write(value.Body);
            });
        return new EventChainHead(head.NextNumber + 1, Blake2b.Hash256(header));
    }
}
