using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Crypto;

/// <summary>A keystore's body as polkadot-js writes it, which it calls <c>pkcs8</c>: a header, the secret key (64 bytes, or 32 of seed), a divider, the public key.</summary>
internal static class KeystoreBody
{
    private const int SeedSize = SignatureAlgorithm.SeedSize;
    private const int LongSecretSize = 64;

    private static ReadOnlySpan<byte> Header => [48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

    private static ReadOnlySpan<byte> Divider => [161, 35, 3, 33, 0];

    /// <summary>The most bytes that a body has: a secret of 64 bytes, a public key of 33.</summary>
    public static int MaximumSize => Header.Length + LongSecretSize + Divider.Length + 33;

    public static SecretBuffer Write(Keypair keypair)
    {
        bool isSr25519 = keypair.Algorithm is Sr25519;
        int secretSize = keypair.Algorithm.SecretKeySize;
        SecretBuffer body = new(Header.Length + secretSize + Divider.Length + keypair.PublicKey.Length);
        Span<byte> rest = body.Span;
        Header.CopyTo(rest);
        rest = rest[Header.Length..];
        if (isSr25519)
        {
            keypair.ExportSecretKey(rest[..secretSize], SecretKeyForm.Ed25519);
        }
        else
        {
            keypair.SecretKey.CopyTo(rest);
            GC.KeepAlive(keypair);
        }

        rest = rest[secretSize..];
        Divider.CopyTo(rest);
        keypair.PublicKey.Span.CopyTo(rest[Divider.Length..]);
        return body;
    }

    /// <summary>Reads the keypair.</summary>
    /// <exception cref="FormatException">The body is none, or its public key is not the secret key's.</exception>
    public static Keypair Read(ReadOnlySpan<byte> body, SignatureAlgorithm algorithm)
    {
        if (!body.StartsWith(Header))
        {
            throw new FormatException("the keystore's body does not begin with the header that polkadot-js writes");
        }

        ReadOnlySpan<byte> rest = body[Header.Length..];
        int secretSize = HasDividerAt(rest, LongSecretSize) ? LongSecretSize : SeedSize;
        if (!HasDividerAt(rest, secretSize))
        {
            throw new FormatException($"the keystore's body has no divider behind a secret key of {LongSecretSize} or {SeedSize} bytes");
        }

        ReadOnlySpan<byte> secret = rest[..secretSize];
        ReadOnlySpan<byte> publicKey = rest[(secretSize + Divider.Length)..];
        Keypair keypair = KeypairOf(secret, algorithm);
        bool isPublicKeyRight = publicKey.SequenceEqual(keypair.PublicKey.Span)
            && (secretSize == SeedSize || algorithm is Sr25519 || rest[SeedSize..secretSize].SequenceEqual(publicKey));
        if (!isPublicKeyRight)
        {
            keypair.Dispose();
            throw new FormatException("the keystore's public key is not its secret key's");
        }

        return keypair;
    }

    private static bool HasDividerAt(ReadOnlySpan<byte> rest, int secretSize) => rest.Length > secretSize && rest[secretSize..].StartsWith(Divider);

    private static Keypair KeypairOf(ReadOnlySpan<byte> secret, SignatureAlgorithm algorithm)
    {
        if (secret.Length != SeedSize && algorithm.SecretKeySize != secret.Length)
        {
            throw new FormatException($"the keystore's secret key has {secret.Length} bytes, which {algorithm.Scheme} has not");
        }

        try
        {
            return secret.Length != SeedSize && algorithm is Sr25519
                ? Keypair.FromSecretKey(secret, SecretKeyForm.Ed25519)
                : Keypair.FromSeed(secret[..SeedSize], algorithm);
        }
        catch (ArgumentException)
        {
            throw new FormatException($"the keystore's secret key is none of {algorithm.Scheme}");
        }
    }
}
