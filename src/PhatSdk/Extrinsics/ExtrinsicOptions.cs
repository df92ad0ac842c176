using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>How an extrinsic is signed and followed.</summary>
public sealed record ExtrinsicOptions
{
    /// <summary>All defaults.</summary>
    public static ExtrinsicOptions Default { get; } = new();

    /// <summary>For how many blocks after the newest final one the extrinsic may wait: rounded up to a power of two, 4 to 65,536; 0 for ever. By default 64.</summary>
    public uint MortalityPeriod { get; init; } = 64;

    /// <summary>The account's nonce. By default the next one, with the extrinsics in the node's pool counted.</summary>
    public uint? Nonce { get; init; }

    /// <summary>Plancks for the block's author beyond the fee. By default none.</summary>
    public UInt128 Tip { get; init; }

    /// <summary>The encoded id of the asset in which fees are paid, on chains that allow it. By default the chain's own currency.</summary>
    public ReadOnlyMemory<byte>? FeeAsset { get; init; }

    /// <summary>The digest of the metadata by which the signer shows the extrinsic (RFC-78). By default the check is left out.</summary>
    public Hash256? MetadataHash { get; init; }

    /// <summary>Whether to wait until the block is final. By default false: until the extrinsic is in a block.</summary>
    public bool WaitForFinalization { get; init; }
}
