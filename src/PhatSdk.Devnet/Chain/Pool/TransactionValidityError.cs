using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Why the runtime does not take a transaction: <c>TransactionValidityError</c> of <c>sp-runtime</c>.</summary>
/// <param name="IsUnknown">The runtime cannot tell (<c>UnknownTransaction</c>), rather than that it says no (<c>InvalidTransaction</c>).</param>
/// <param name="Variant">The variant's index.</param>
/// <param name="Custom">The number that a <c>Custom</c> variant carries.</param>
internal readonly record struct TransactionValidityError(bool IsUnknown, byte Variant, byte Custom = 0)
{
    private const byte InvalidCustom = 7;
    private const byte UnknownCustom = 2;

    public static TransactionValidityError Payment { get; } = new(false, 1);

    public static TransactionValidityError Stale { get; } = new(false, 3);

    public static TransactionValidityError ExhaustsResources { get; } = new(false, 6);

    /// <summary>What a node says of it to a client: the words of <c>sp-runtime</c>, which clients compare.</summary>
    public string Message => (IsUnknown, Variant) switch
    {
        (false, 0) => "Transaction call is not expected",
        (false, 1) => "Inability to pay some fees (e.g. account balance too low)",
        (false, 2) => "Transaction will be valid in the future",
        (false, 3) => "Transaction is outdated",
        (false, 4) => "Transaction has a bad signature",
        (false, 5) => "Transaction has an ancient birth block",
        (false, 6) => "Transaction would exhaust the block limits",
        (false, InvalidCustom) => $"Custom error: {Custom}",
        (false, 8) => "A call was labelled as mandatory, but resulted in an Error.",
        (false, 9) => "Transaction dispatch is mandatory; transactions must not be validated.",
        (false, 10) => "Invalid signing address",
        (false, 11) => "The implicit data was unable to be calculated",
        (false, 12) => "The transaction extension did not authorize any origin",
        (true, 0) => "CannotLookup",
        (true, 1) => "NoUnsignedValidator",
        (true, UnknownCustom) => $"Custom({Custom})",
        _ => $"reason {Variant}",
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public static TransactionValidityError Decode(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte kind = reader.ReadByte();
        if (kind > 1)
        {
            throw new ScaleException($"0x{kind:x2} is no TransactionValidityError", offset);
        }

        bool isUnknown = kind == 1;
        byte variant = reader.ReadByte();
        return new TransactionValidityError(isUnknown, variant, variant == (isUnknown ? UnknownCustom : InvalidCustom) ? reader.ReadByte() : (byte)0);
    }

    public override string ToString() => Message;
}
