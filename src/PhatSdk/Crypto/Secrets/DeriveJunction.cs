using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Crypto.Secrets;

/// <summary>
/// A step of key derivation: <c>//name</c> (hard: needs the parent's secret, and tells nothing of it) or <c>/name</c> (soft: the child's public key follows from the parent's).
/// As <c>sp_core::crypto::DeriveJunction</c>.
/// </summary>
/// <remarks>A soft child's secret key and the parent's public key give the parent's secret key away: do not hand out soft children's secrets.</remarks>
public readonly struct DeriveJunction : IEquatable<DeriveJunction>
{
    private readonly Hash256 _chainCode;

    private DeriveJunction(bool isHard, Hash256 chainCode)
    {
        IsHard = isHard;
        _chainCode = chainCode;
    }

    /// <summary>Whether the child can be derived with the parent's secret only.</summary>
    public bool IsHard { get; }

    /// <summary>The 32 bytes that stand for the name: its SCALE encoding, filled up with zeroes, or its BLAKE2b-256 hash where that is longer.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> ChainCode => _chainCode.Span;

    /// <summary>Whether two junctions are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where kind and chain code are equal.</returns>
    public static bool operator ==(DeriveJunction left, DeriveJunction right) => left.Equals(right);

    /// <summary>Whether two junctions differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where kind or chain code differ.</returns>
    public static bool operator !=(DeriveJunction left, DeriveJunction right) => !left.Equals(right);

    /// <summary>The hard junction of a name, as <c>//name</c> in a secret URI: decimal digits are a number, everything else is text.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The junction.</returns>
    public static DeriveJunction Hard(ReadOnlySpan<char> name) => new(isHard: true, ChainCodeOf(name));

    /// <summary>The soft junction of a name, as <c>/name</c> in a secret URI: decimal digits are a number, everything else is text.</summary>
    /// <inheritdoc cref="Hard(ReadOnlySpan{char})"/>
    public static DeriveJunction Soft(ReadOnlySpan<char> name) => new(isHard: false, ChainCodeOf(name));

    /// <summary>The hard junction with a chain code.</summary>
    /// <param name="chainCode">Exactly 32 bytes.</param>
    /// <returns>The junction.</returns>
    /// <exception cref="ArgumentException"><paramref name="chainCode"/> has another length.</exception>
    public static DeriveJunction HardFromChainCode(ReadOnlySpan<byte> chainCode) => new(isHard: true, new Hash256(chainCode));

    /// <summary>The soft junction with a chain code.</summary>
    /// <inheritdoc cref="HardFromChainCode"/>
    public static DeriveJunction SoftFromChainCode(ReadOnlySpan<byte> chainCode) => new(isHard: false, new Hash256(chainCode));

    /// <inheritdoc/>
    public bool Equals(DeriveJunction other) => IsHard == other.IsHard && _chainCode == other._chainCode;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is DeriveJunction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsHard, _chainCode);

    /// <summary>The kind and the chain code.</summary>
    /// <returns><c>/</c> or <c>//</c>, and the chain code as hexadecimal text.</returns>
    public override string ToString() => string.Concat(IsHard ? "//" : "/", Hex.Format(ChainCode));

    // What sp-core's str::parse::<u64> takes is a number: a plus sign, zeroes in front; 2^64 and above, and everything else, is text.
    private static Hash256 ChainCodeOf(ReadOnlySpan<char> name)
    {
        using ScaleWriter writer = new(stackalloc byte[2 * Hash256.Size]);
        if (ulong.TryParse(name.StartsWith('+') ? name[1..] : name, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            writer.WriteUInt64(number);
        }
        else
        {
            writer.WriteString(name.ToString());
        }

        Span<byte> chainCode = stackalloc byte[Hash256.Size];
        chainCode.Clear();
        if (writer.Length > Hash256.Size)
        {
            GenericHash.Blake2b(writer.WrittenSpan, chainCode);
            return new Hash256(chainCode);
        }

        writer.WrittenSpan.CopyTo(chainCode);
        return new Hash256(chainCode);
    }
}
