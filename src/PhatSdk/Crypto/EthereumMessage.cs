using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>Signatures as Ethereum wallets write them: r, s, then 27 or 28.</summary>
internal static class EthereumMessage
{
    private const byte Offset = 27;

    public static byte[] Sign(Keypair keypair, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(keypair);
        if (keypair.Scheme is not SignatureScheme.Ethereum)
        {
            throw new ArgumentException($"a key of {keypair.Scheme} signs no message of Ethereum", nameof(keypair));
        }

        byte[] signature = keypair.Sign(payload);
        signature[^1] += Offset;
        return signature;
    }

    /// <summary>The address that signed a hash; the recovery number may also be 0 or 1.</summary>
    public static bool TryRecover(Hash256 hash, ReadOnlySpan<byte> signature, out EthereumAddress address)
    {
        address = default;
        if (signature.Length != Secp256k1.SignatureSize || signature[^1] is not (0 or 1 or Offset or Offset + 1) || !Secp256k1.HasLowS(signature))
        {
            return false;
        }

        Span<byte> coordinates = stackalloc byte[Secp256k1.UncompressedSize - 1];
        if (HostCrypto.Recover(signature, hash.Span, coordinates) is not EcdsaRecovery.Recovered)
        {
            return false;
        }

        address = EthereumAddress.FromCoordinates(coordinates);
        return true;
    }
}
