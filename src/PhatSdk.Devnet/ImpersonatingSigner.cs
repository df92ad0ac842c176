using PhatSdk.Crypto;
using PhatSdk.Devnet.Wasm.Host;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet;

/// <summary>Signs for an account whose key it does not have. Only a devnet that was told to takes such signatures.</summary>
internal sealed class ImpersonatingSigner(AccountId account) : ISigner
{
    /// <inheritdoc/>
    public SignatureScheme Scheme => SignatureScheme.Sr25519;

    /// <inheritdoc/>
    public AccountId AccountId => account;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; } = account.Span.ToArray();

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<ReadOnlyMemory<byte>>(StandInSignature.Make());
    }
}
