using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics.Decoding;

/// <summary>An extrinsic that was read: of a block, of a node's pool, of a file.</summary>
public sealed record DecodedExtrinsic
{
    /// <summary>The hash by which the extrinsic is known: BLAKE2b-256 of all its bytes.</summary>
    public required Hash256 Hash { get; init; }

    /// <summary>The version of the format: 4 or 5.</summary>
    public required byte Version { get; init; }

    /// <summary>Who vouches for it.</summary>
    public required ExtrinsicKind Kind { get; init; }

    /// <summary>Which of the runtime's lists of extensions it follows; null but for <see cref="ExtrinsicKind.General"/>.</summary>
    public byte? ExtensionVersion { get; init; }

    /// <summary>The signer as the extrinsic names it; null where it has none.</summary>
    public ScaleValue? Signer { get; init; }

    /// <summary>The signer's account; null where there is no signer, or where it is named by an index or by 20 bytes.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The signature; null where there is none. It was not checked.</summary>
    public ScaleValue? Signature { get; init; }

    /// <summary>What it says for the runtime's extensions, in their order; none for <see cref="ExtrinsicKind.Bare"/>.</summary>
    public IReadOnlyList<DecodedExtension> Extensions { get; init; } = [];

    /// <summary>How long it may wait for a block; null where it does not say.</summary>
    public Era? Era { get; init; }

    /// <summary>The signer's nonce; null where it does not say.</summary>
    public ulong? Nonce { get; init; }

    /// <summary>What the signer offers beyond the fee, in plancks, or in units of the asset in which fees are paid.</summary>
    public UInt128 Tip { get; init; }

    /// <summary>What it asks of the runtime.</summary>
    public required DecodedCall Call { get; init; }

    /// <summary>Shows the extrinsic.</summary>
    /// <returns>The call, and who signed it.</returns>
    public override string ToString() => Signer is null ? $"{Call}" : $"{Call}, signed by {Account?.ToString() ?? Signer.ToString()}";
}
