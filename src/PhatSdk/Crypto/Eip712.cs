using PhatSdk.Crypto.Ethereum;

namespace PhatSdk.Crypto;

/// <summary>Signatures over typed data (EIP-712), as Ethereum wallets make them. The recovery number is 27 or 28, as wallets write it.</summary>
/// <remarks>An <see cref="ISigner"/> of <see cref="SignatureScheme.Ethereum"/> signs typed data by its <see cref="TypedData.Payload"/>; its recovery number is 0 or 1.</remarks>
public static class Eip712
{
    /// <summary>Signs typed data.</summary>
    /// <param name="keypair">A keypair of <see cref="SignatureScheme.Ethereum"/>.</param>
    /// <param name="data">The data.</param>
    /// <returns>The signature: 65 bytes.</returns>
    /// <exception cref="ArgumentException"><paramref name="keypair"/> is of another scheme.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="keypair"/> is disposed of.</exception>
    public static byte[] Sign(Keypair keypair, TypedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return EthereumMessage.Sign(keypair, data.Payload.Span);
    }

    /// <summary>The address that signed typed data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="signature">The signature: 65 bytes, the recovery number 27 or 28, or 0 or 1 as some wallets write it.</param>
    /// <param name="address">Who signed.</param>
    /// <returns>False where the signature belongs to no address, or has its s in the upper half.</returns>
    public static bool TryRecover(TypedData data, ReadOnlySpan<byte> signature, out EthereumAddress address)
    {
        ArgumentNullException.ThrowIfNull(data);
        return EthereumMessage.TryRecover(data.Hash, signature, out address);
    }

    /// <summary>Verifies a signature over typed data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="signature">The signature, as <see cref="TryRecover"/> takes it.</param>
    /// <param name="signer">Who should have signed.</param>
    /// <returns>Whether the address signed the data.</returns>
    public static bool Verify(TypedData data, ReadOnlySpan<byte> signature, EthereumAddress signer) =>
        TryRecover(data, signature, out EthereumAddress address) && address == signer;
}
