using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.TestKit;

/// <summary>A signer that is shown payloads: keeps them, and has another one sign.</summary>
public sealed class FakePayloadSigner(ISigner signer) : IPayloadSigner
{
    private readonly List<ExtrinsicPayload> _shown = [];

    /// <inheritdoc/>
    public SignatureScheme Scheme => signer.Scheme;

    /// <inheritdoc/>
    public AccountId AccountId => signer.AccountId;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey => signer.PublicKey;

    /// <summary>What was shown, in order.</summary>
    public IReadOnlyList<ExtrinsicPayload> Shown => _shown;

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("bytes are to be signed unseen");

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignPayloadAsync(ExtrinsicPayload payload, CancellationToken cancellationToken = default)
    {
        _shown.Add(payload);
        return signer.SignAsync(payload.Message, cancellationToken);
    }
}
