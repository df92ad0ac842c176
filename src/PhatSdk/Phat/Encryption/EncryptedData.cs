using PhatSdk.Scale;

namespace PhatSdk.Phat.Encryption;

/// <summary>Sealed bytes: <c>EncryptedData</c> of <c>phactory-api</c>.</summary>
public sealed record EncryptedData : IScaleType<EncryptedData>
{
    /// <summary>The size of <see cref="Iv"/> in bytes.</summary>
    public const int IvSize = 12;

    /// <summary>The size of <see cref="PublicKey"/> in bytes.</summary>
    public const int PublicKeySize = 32;

    /// <summary>The size of the tag at the end of <see cref="Data"/> in bytes.</summary>
    public const int TagSize = 16;

    /// <summary>Creates the value.</summary>
    /// <param name="iv">The initialization vector: <see cref="IvSize"/> bytes.</param>
    /// <param name="publicKey">The sealer's sr25519 key: <see cref="PublicKeySize"/> bytes.</param>
    /// <param name="data">The ciphertext and the tag behind it.</param>
    /// <exception cref="ArgumentException">The vector or the key has another size.</exception>
    public EncryptedData(ReadOnlyMemory<byte> iv, ReadOnlyMemory<byte> publicKey, ReadOnlyMemory<byte> data)
    {
        ThrowIfNotOfSize(iv, IvSize, nameof(iv));
        ThrowIfNotOfSize(publicKey, PublicKeySize, nameof(publicKey));
        Iv = iv;
        PublicKey = publicKey;
        Data = data;
    }

    /// <summary>The initialization vector.</summary>
    public ReadOnlyMemory<byte> Iv { get; }

    /// <summary>The sealer's sr25519 key.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The ciphertext and the tag behind it.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <inheritdoc/>
    public static EncryptedData Decode(ref ScaleReader reader) => new(
        reader.ReadRaw(IvSize).ToArray(),
        reader.ReadRaw(PublicKeySize).ToArray(),
        reader.ReadBytes().ToArray());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteRaw(Iv.Span);
        writer.WriteRaw(PublicKey.Span);
        writer.WriteBytes(Data.Span);
    }

    private static void ThrowIfNotOfSize(ReadOnlyMemory<byte> value, int size, string name)
    {
        if (value.Length != size)
        {
            throw new ArgumentException($"{value.Length} bytes, where {size} are needed", name);
        }
    }
}
