using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>A signature with the scheme that it follows: <c>sp_runtime::MultiSignature</c>.</summary>
public readonly record struct MultiSignature : IScaleType<MultiSignature>
{
    private const byte EcdsaTag = 2;
    private readonly byte _tag;
    private readonly ReadOnlyMemory<byte> _bytes;

    private MultiSignature(byte tag, ReadOnlyMemory<byte> bytes)
    {
        _tag = tag;
        _bytes = bytes;
    }

    /// <summary>The scheme's number: 0 Ed25519, 1 sr25519, 2 ECDSA.</summary>
    public byte Tag => _tag;

    /// <summary>The signature: 64 bytes, 65 for ECDSA.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Creates a signature.</summary>
    /// <param name="tag">The scheme's number: 0 Ed25519, 1 sr25519, 2 ECDSA.</param>
    /// <param name="bytes">64 bytes, 65 for ECDSA.</param>
    /// <returns>The signature.</returns>
    /// <exception cref="ArgumentException">There is no such scheme, or it has signatures of another length.</exception>
    public static MultiSignature Create(byte tag, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tag, EcdsaTag);
        return bytes.Length == SizeOf(tag)
            ? new MultiSignature(tag, bytes.ToArray())
            : throw new ArgumentException($"a signature of scheme {tag} has {SizeOf(tag)} bytes, not {bytes.Length}", nameof(bytes));
    }

    /// <inheritdoc/>
    public static MultiSignature Decode(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte tag = reader.ReadByte();
        return tag <= EcdsaTag
            ? new MultiSignature(tag, reader.ReadRaw(SizeOf(tag)).ToArray())
            : throw new ScaleException($"0x{tag:x2} is no MultiSignature", offset);
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(_tag);
        writer.WriteRaw(_bytes.Span);
    }

    /// <inheritdoc/>
    public bool Equals(MultiSignature other) => _tag == other._tag && _bytes.Span.SequenceEqual(other._bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_tag, _bytes.Length);

    /// <inheritdoc/>
    public override string ToString() => Hex.Format(_bytes.Span);

    private static int SizeOf(byte tag) => tag == EcdsaTag ? 65 : 64;
}
