using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>To gatekeepers, a cluster to make a key for: <c>ClusterEvent::DeployCluster</c> on the topic <c>phala/cluster/event</c>.</summary>
/// <param name="Owner">Who owns the cluster.</param>
/// <param name="Cluster">Its id.</param>
/// <param name="Workers">The identities of its workers.</param>
/// <param name="Deposit">Plancks that the owner takes along.</param>
/// <param name="GasPrice">Plancks for a picosecond of computation.</param>
/// <param name="DepositPerItem">Plancks held for a storage entry.</param>
/// <param name="DepositPerByte">Plancks held for a stored byte.</param>
/// <param name="Treasury">Who gets the fees.</param>
internal sealed record DeployCluster(
    AccountId Owner,
    Hash256 Cluster,
    IReadOnlyList<AccountId> Workers,
    UInt128 Deposit,
    UInt128 GasPrice,
    UInt128 DepositPerItem,
    UInt128 DepositPerByte,
    AccountId Treasury) : IScaleType<DeployCluster>
{
    private const int WorkerSize = 2 * AccountId.Size;

    public static DeployCluster Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte variant = reader.ReadByte();
        if (variant != 0)
        {
            throw new ScaleException($"{variant} is no ClusterEvent", start);
        }

        return new DeployCluster(
            reader.Read<AccountId>(),
            reader.Read<Hash256>(),
            reader.ReadVector(WorkerSize, static (ref reader) =>
            {
                AccountId identity = reader.Read<AccountId>();
                reader.ReadRaw(AccountId.Size); // the ECDH key, which is the same
                return identity;
            }),
            reader.ReadUInt128(),
            reader.ReadUInt128(),
            reader.ReadUInt128(),
            reader.ReadUInt128(),
            reader.Read<AccountId>());
    }

    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(0);
        writer.Write(Owner);
        writer.Write(Cluster);
        writer.WriteLength(Workers.Count);
        foreach (AccountId worker in Workers)
        {
            writer.Write(worker);
            writer.Write(worker);
        }

        writer.WriteUInt128(Deposit);
        writer.WriteUInt128(GasPrice);
        writer.WriteUInt128(DepositPerItem);
        writer.WriteUInt128(DepositPerByte);
        writer.Write(Treasury);
    }
}
