using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>Something that signs for an account: a key in memory, a device, another process.</summary>
public interface ISigner
{
    /// <summary>How it signs.</summary>
    SignatureScheme Scheme { get; }

    /// <summary>The account that it signs for.</summary>
    AccountId AccountId { get; }

    /// <summary>The public key: 32 bytes, or 33 for the schemes on secp256k1.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Signs a message as it is; a payload that has to be hashed before is hashed by the caller.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The signature: 64 bytes, or 65 for the schemes on secp256k1.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the signer's user refused.</exception>
    ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);
}
