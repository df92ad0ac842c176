using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>What a contract's call does to the deposit for its storage: <c>pallet_contracts::StorageDeposit</c>.</summary>
internal static class StorageDeposit
{
    private const byte RefundTag = 0;
    private const byte ChargeTag = 1;

    /// <summary>Reads the plancks by which the deposit grows; negative where some come back.</summary>
    /// <exception cref="ScaleException">The bytes are no such deposit, or one that no chain could hold.</exception>
    public static Int128 Read(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte tag = reader.ReadByte();
        if (tag is not (RefundTag or ChargeTag))
        {
            throw new ScaleException($"0x{tag:x2} is no StorageDeposit", offset);
        }

        UInt128 amount = reader.ReadUInt128();
        return amount > (UInt128)Int128.MaxValue
            ? throw new ScaleException($"a storage deposit of {amount} cannot be", offset)
            : tag == ChargeTag ? (Int128)amount : -(Int128)amount;
    }
}
