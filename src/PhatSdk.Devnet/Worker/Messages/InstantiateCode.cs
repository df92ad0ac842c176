using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>To the workers of a cluster, a contract to create: <c>ContractOperation::InstantiateCode</c> on the topic <c>phala/contract/op</c>.</summary>
/// <param name="Deployer">Who creates it.</param>
/// <param name="Code">The hash of its code.</param>
/// <param name="Salt">What else its id is made of.</param>
/// <param name="Cluster">Where.</param>
/// <param name="Input">The constructor's selector and arguments.</param>
/// <param name="Transfer">Plancks sent along.</param>
/// <param name="GasLimit">The most computation, in picoseconds.</param>
/// <param name="StorageDepositLimit">The most plancks held for storage; null for no limit.</param>
internal sealed record InstantiateCode(
    AccountId Deployer,
    CodeHash Code,
    ReadOnlyMemory<byte> Salt,
    Hash256 Cluster,
    ReadOnlyMemory<byte> Input,
    UInt128 Transfer,
    ulong GasLimit,
    UInt128? StorageDepositLimit) : IScaleType<InstantiateCode>
{
    public static InstantiateCode Decode(ref ScaleReader reader)
    {
        ReadZero(ref reader, "ContractOperation");
        AccountId deployer = reader.Read<AccountId>();
        ReadZero(ref reader, "CodeIndex");
        return new InstantiateCode(
            deployer,
            reader.Read<CodeHash>(),
            reader.ReadBytes().ToArray(),
            reader.Read<Hash256>(),
            reader.ReadBytes().ToArray(),
            reader.ReadUInt128(),
            reader.ReadUInt64(),
            reader.ReadOptionTag() ? reader.ReadUInt128() : null);
    }

    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(0);
        writer.Write(Deployer);
        writer.WriteByte(0);
        writer.Write(Code);
        writer.WriteBytes(Salt.Span);
        writer.Write(Cluster);
        writer.WriteBytes(Input.Span);
        writer.WriteUInt128(Transfer);
        writer.WriteUInt64(GasLimit);
        writer.WriteOptionTag(StorageDepositLimit.HasValue);
        if (StorageDepositLimit is UInt128 limit)
        {
            writer.WriteUInt128(limit);
        }
    }

    private static void ReadZero(ref ScaleReader reader, string type)
    {
        int start = reader.Offset;
        byte variant = reader.ReadByte();
        if (variant != 0)
        {
            throw new ScaleException($"{variant} is no {type} that this worker knows", start);
        }
    }
}
