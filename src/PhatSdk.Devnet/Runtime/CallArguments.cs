using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>Who calls, and what it may cost: <c>Arguments</c> of the cluster runtime.</summary>
/// <param name="Origin">The caller.</param>
/// <param name="Transfer">Plancks sent along.</param>
/// <param name="GasLimit">Picoseconds of computation; cut to what the mode allows.</param>
/// <param name="GasFree">Whether the gas costs nothing.</param>
/// <param name="StorageDepositLimit">The most plancks that may be held for storage; null for no limit.</param>
/// <param name="Deposit">Plancks given to the caller beforehand.</param>
internal sealed record CallArguments(
    AccountId Origin, UInt128 Transfer, ulong GasLimit, bool GasFree, UInt128? StorageDepositLimit, UInt128 Deposit) : IScaleType<CallArguments>
{
    /// <inheritdoc/>
    public static CallArguments Decode(ref ScaleReader reader) => new(
        reader.Read<AccountId>(),
        reader.ReadUInt128(),
        reader.ReadUInt64(),
        reader.ReadBoolean(),
        reader.ReadOptionTag() ? reader.ReadUInt128() : null,
        reader.ReadUInt128());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.Write(Origin);
        writer.WriteUInt128(Transfer);
        writer.WriteUInt64(GasLimit);
        writer.WriteBoolean(GasFree);
        writer.WriteOptionTag(StorageDepositLimit.HasValue);
        if (StorageDepositLimit is { } limit)
        {
            writer.WriteUInt128(limit);
        }

        writer.WriteUInt128(Deposit);
    }
}
