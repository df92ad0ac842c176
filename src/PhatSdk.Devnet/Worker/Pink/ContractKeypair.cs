using System.Security.Cryptography;
using PhatSdk.Crypto;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>Makes keypairs from the secret bytes that contracts hand over.</summary>
internal static class ContractKeypair
{
    private const int SeedSize = 32;
    private const int SecretKeySize = 64;

    /// <summary>Reads the kind of a signature.</summary>
    public static SignatureKind ReadKind(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte kind = reader.ReadByte();
        return kind <= (byte)SignatureKind.Ecdsa
            ? (SignatureKind)kind
            : throw new ScaleException($"{kind} is no SigType", start);
    }

    /// <summary>Makes a keypair.</summary>
    /// <param name="kind">Of what kind.</param>
    /// <param name="secret">A seed of 32 bytes, or for sr25519 a secret key of 64, too.</param>
    /// <exception cref="PinkTrapException">The bytes are no such secret.</exception>
    public static Keypair From(SignatureKind kind, ReadOnlySpan<byte> secret)
    {
        try
        {
            return (kind, secret.Length) switch
            {
                (SignatureKind.Sr25519, SecretKeySize) => Keypair.FromSecretKey(secret),
                (SignatureKind.Sr25519, SeedSize) => Keypair.FromSeed(secret),
                (SignatureKind.Ed25519, SeedSize) => Keypair.FromSeed(secret, SignatureAlgorithm.Ed25519),
                (SignatureKind.Ecdsa, SeedSize) => Keypair.FromSeed(secret, SignatureAlgorithm.Ecdsa),
                _ => throw new PinkTrapException("Invalid key"),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            throw new PinkTrapException("Invalid key");
        }
    }
}
