using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>What a cluster starts with: <c>Setup</c> of the cluster runtime.</summary>
/// <param name="Cluster">The cluster's id.</param>
/// <param name="Owner">Its owner, who deploys the system contract.</param>
/// <param name="Treasury">Where fees go.</param>
/// <param name="GasPrice">Plancks for a picosecond of computation.</param>
/// <param name="DepositPerItem">Plancks held for a storage item.</param>
/// <param name="DepositPerByte">Plancks held for a byte of storage.</param>
/// <param name="OwnerDeposit">Plancks that the owner starts with.</param>
/// <param name="SystemCode">The system contract's wasm.</param>
internal sealed record ClusterSetup(
    Hash256 Cluster,
    AccountId Owner,
    AccountId Treasury,
    UInt128 GasPrice,
    UInt128 DepositPerItem,
    UInt128 DepositPerByte,
    UInt128 OwnerDeposit,
    ReadOnlyMemory<byte> SystemCode) : IScaleType<ClusterSetup>
{
    /// <inheritdoc/>
    public static ClusterSetup Decode(ref ScaleReader reader) => new(
        reader.Read<Hash256>(),
        reader.Read<AccountId>(),
        reader.Read<AccountId>(),
        reader.ReadUInt128(),
        reader.ReadUInt128(),
        reader.ReadUInt128(),
        reader.ReadUInt128(),
        reader.ReadBytes().ToArray());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.Write(Cluster);
        writer.Write(Owner);
        writer.Write(Treasury);
        writer.WriteUInt128(GasPrice);
        writer.WriteUInt128(DepositPerItem);
        writer.WriteUInt128(DepositPerByte);
        writer.WriteUInt128(OwnerDeposit);
        writer.WriteBytes(SystemCode.Span);
    }
}
