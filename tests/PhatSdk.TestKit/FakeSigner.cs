using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.TestKit;

/// <summary>Returns a signature that was made elsewhere, and keeps what it was asked to sign.</summary>
public sealed class FakeSigner(SignatureScheme scheme, AccountId account, byte[] signature) : ISigner
{
    /// <inheritdoc/>
    public SignatureScheme Scheme => scheme;

    /// <inheritdoc/>
    public AccountId AccountId => account;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey => account.ToArray();

    /// <summary>What was signed, in order.</summary>
    public IReadOnlyList<byte[]> Signed => _signed;

    private readonly List<byte[]> _signed = [];

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _signed.Add(message.ToArray());
        return ValueTask.FromResult<ReadOnlyMemory<byte>>(signature);
    }
}
