using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>What an extrinsic is signed for: the chain, the runtime, the account's nonce, how long it lives, what is paid.</summary>
public sealed record SigningContext
{
    /// <summary>The hash of the chain's first block.</summary>
    public required Hash256 GenesisHash { get; init; }

    /// <summary>The runtime's <c>spec_version</c>.</summary>
    public required uint SpecVersion { get; init; }

    /// <summary>The runtime's <c>transaction_version</c>.</summary>
    public required uint TransactionVersion { get; init; }

    /// <summary>How many extrinsics the account has signed before.</summary>
    public required uint Nonce { get; init; }

    /// <summary>How long the extrinsic may wait for a block. By default for ever.</summary>
    public Era Era { get; init; } = Era.Immortal;

    /// <summary>The hash of the block with which <see cref="Era"/> begins; not used for an immortal extrinsic.</summary>
    public Hash256 EraBlockHash { get; init; }

    /// <summary>Plancks for the block's author beyond the fee; units of the asset where <see cref="FeeAsset"/> is set. By default none.</summary>
    public UInt128 Tip { get; init; }

    /// <summary>The encoded id of the asset in which fees are paid, on chains that allow it; null for the chain's own currency.</summary>
    public ReadOnlyMemory<byte>? FeeAsset { get; init; }

    /// <summary>The digest of the metadata by which the signer shows the extrinsic, as RFC-78 defines it; null to leave the check out.</summary>
    public Hash256? MetadataHash { get; init; }
}
