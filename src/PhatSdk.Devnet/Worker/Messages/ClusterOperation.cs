using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>To the workers of a cluster: <c>ClusterOperation</c> on the topic <c>phala/cluster/key</c>, without the distribution of keys, which gatekeepers of other workers send.</summary>
internal abstract record ClusterOperation(Hash256 Cluster) : IScaleType<ClusterOperation>
{
    private const byte DestroyVariant = 1;
    private const byte UploadVariant = 2;
    private const byte DepositVariant = 3;
    private const byte RemoveWorkerVariant = 4;

    public static ClusterOperation Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte variant = reader.ReadByte();
        switch (variant)
        {
            case DestroyVariant:
                return new Destroy(reader.Read<Hash256>());
            case UploadVariant:
                AccountId origin = reader.Read<AccountId>();
                Hash256 cluster = reader.Read<Hash256>();
                int resourceAt = reader.Offset;
                byte resource = reader.ReadByte();
                if (resource > (byte)ResourceType.IndeterministicInkCode)
                {
                    throw new ScaleException($"{resource} is no ResourceType", resourceAt);
                }

                return new Upload(cluster, origin, (ResourceType)resource, reader.ReadBytes().ToArray());
            case DepositVariant:
                return new Deposit(reader.Read<Hash256>(), reader.Read<AccountId>(), reader.ReadUInt128());
            case RemoveWorkerVariant:
                return new RemoveWorker(reader.Read<Hash256>(), reader.Read<AccountId>());
            default:
                throw new ScaleException($"{variant} is no ClusterOperation that this worker knows", start);
        }
    }

    public abstract void Encode(ref ScaleWriter writer);

    internal sealed record Destroy(Hash256 Cluster) : ClusterOperation(Cluster)
    {
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(DestroyVariant);
            writer.Write(Cluster);
        }
    }

    internal sealed record Upload(Hash256 Cluster, AccountId Origin, ResourceType Resource, ReadOnlyMemory<byte> Data) : ClusterOperation(Cluster)
    {
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(UploadVariant);
            writer.Write(Origin);
            writer.Write(Cluster);
            writer.WriteByte((byte)Resource);
            writer.WriteBytes(Data.Span);
        }
    }

    internal sealed record Deposit(Hash256 Cluster, AccountId Account, UInt128 Amount) : ClusterOperation(Cluster)
    {
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(DepositVariant);
            writer.Write(Cluster);
            writer.Write(Account);
            writer.WriteUInt128(Amount);
        }
    }

    internal sealed record RemoveWorker(Hash256 Cluster, AccountId Worker) : ClusterOperation(Cluster)
    {
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(RemoveWorkerVariant);
            writer.Write(Cluster);
            writer.Write(Worker);
        }
    }
}
