using System.Globalization;
using System.Text;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// Signed messages of Ethereum wallets, <c>personal_sign</c> (EIP-191, version 0x45): the message is framed, so that no signature of one is a transaction's.
/// The recovery number is 27 or 28, as wallets write it.
/// </summary>
public static class Eip191
{
    /// <summary>The hash that is signed: Keccak-256 of the frame, the message's length in decimal digits, and the message.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The hash.</returns>
    public static Hash256 Hash(ReadOnlySpan<byte> message) => Keccak256.Hash(Frame(message));

    /// <summary>Signs a message.</summary>
    /// <param name="keypair">A keypair of <see cref="SignatureScheme.Ethereum"/>.</param>
    /// <param name="message">The message.</param>
    /// <returns>The signature: 65 bytes.</returns>
    /// <exception cref="ArgumentException"><paramref name="keypair"/> is of another scheme.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="keypair"/> is disposed of.</exception>
    public static byte[] Sign(Keypair keypair, ReadOnlySpan<byte> message) => EthereumMessage.Sign(keypair, Frame(message));

    /// <summary>The address that signed a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signature">The signature: 65 bytes, the recovery number 27 or 28, or 0 or 1 as some wallets write it.</param>
    /// <param name="address">Who signed.</param>
    /// <returns>False where the signature belongs to no address, or has its s in the upper half.</returns>
    public static bool TryRecover(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, out EthereumAddress address) =>
        EthereumMessage.TryRecover(Hash(message), signature, out address);

    private static byte[] Frame(ReadOnlySpan<byte> message) =>
    [
        .. "\u0019Ethereum Signed Message:\n"u8, .. Encoding.ASCII.GetBytes(message.Length.ToString(CultureInfo.InvariantCulture)), .. message,
    ];
}
