using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>What the runtime says of a transaction that it would take: <c>ValidTransaction</c> of <c>sp-runtime</c>.</summary>
internal sealed record ValidTransaction
{
    /// <summary>Higher ones go first.</summary>
    public required ulong Priority { get; init; }

    /// <summary>What other transactions have to provide first.</summary>
    public required IReadOnlyList<TransactionTag> Requires { get; init; }

    /// <summary>What it provides; no two transactions of a chain provide the same.</summary>
    public required IReadOnlyList<TransactionTag> Provides { get; init; }

    /// <summary>For how many blocks this stays true.</summary>
    public required ulong Longevity { get; init; }

    /// <summary>Decodes <c>TransactionValidity</c>.</summary>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public static Result<ValidTransaction, TransactionValidityError> DecodeValidity(ReadOnlySpan<byte> validity)
    {
        ScaleReader reader = new(validity);
        Result<ValidTransaction, TransactionValidityError> result = reader.ReadResultTag()
            ? Result<ValidTransaction, TransactionValidityError>.Ok(Decode(ref reader))
            : Result<ValidTransaction, TransactionValidityError>.Err(TransactionValidityError.Decode(ref reader));
        reader.ThrowIfNotAtEnd();
        return result;
    }

    private static ValidTransaction Decode(ref ScaleReader reader)
    {
        ulong priority = reader.ReadUInt64();
        TransactionTag[] requires = reader.ReadVector(1, static (ref reader) => new TransactionTag(reader.ReadBytes()));
        TransactionTag[] provides = reader.ReadVector(1, static (ref reader) => new TransactionTag(reader.ReadBytes()));
        ulong longevity = reader.ReadUInt64();
        // Whether to tell other nodes: there are none.
        reader.ReadBoolean();
        return new ValidTransaction { Priority = priority, Requires = requires, Provides = provides, Longevity = longevity };
    }
}
