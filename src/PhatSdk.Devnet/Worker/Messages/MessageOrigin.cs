using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>Who sends a message of the queue: <c>MessageOrigin</c> of <c>phala-mq</c>.</summary>
/// <param name="Kind">What kind of sender.</param>
/// <param name="Id">The 32 bytes that a contract, a worker, an account or a cluster is known by; zeros for the others.</param>
/// <param name="Name">A pallet's name, or an encoded location; empty for the others.</param>
internal sealed record MessageOrigin(MessageOriginKind Kind, Hash256 Id, string Name) : IScaleType<MessageOrigin>
{
    public static MessageOrigin Gatekeeper { get; } = new(MessageOriginKind.Gatekeeper, default, string.Empty);

    public static MessageOrigin Worker(ReadOnlySpan<byte> publicKey) => new(MessageOriginKind.Worker, new Hash256(publicKey), string.Empty);

    public static MessageOrigin Cluster(Hash256 cluster) => new(MessageOriginKind.Cluster, cluster, string.Empty);

    public static MessageOrigin Account(AccountId account) => new(MessageOriginKind.Account, new Hash256(account.Span), string.Empty);

    public static MessageOrigin Pallet(string name) => new(MessageOriginKind.Pallet, default, name);

    public static MessageOrigin Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        MessageOriginKind kind = (MessageOriginKind)reader.ReadByte();
        return kind switch
        {
            MessageOriginKind.Pallet => Pallet(reader.ReadString()),
            MessageOriginKind.MultiLocation => new(kind, default, Convert.ToHexStringLower(reader.ReadBytes())),
            MessageOriginKind.Contract or MessageOriginKind.Worker or MessageOriginKind.Account or MessageOriginKind.Cluster =>
                new(kind, reader.Read<Hash256>(), string.Empty),
            MessageOriginKind.Gatekeeper => Gatekeeper,
            MessageOriginKind.Reserved => new(kind, default, string.Empty),
            _ => throw new ScaleException($"{(byte)kind} is no MessageOrigin", start),
        };
    }

    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte((byte)Kind);
        switch (Kind)
        {
            case MessageOriginKind.Pallet:
                writer.WriteString(Name);
                break;
            case MessageOriginKind.MultiLocation:
                writer.WriteBytes(Convert.FromHexString(Name));
                break;
            case MessageOriginKind.Contract or MessageOriginKind.Worker or MessageOriginKind.Account or MessageOriginKind.Cluster:
                writer.Write(Id);
                break;
        }
    }
}
