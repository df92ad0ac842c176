namespace PhatSdk.Chain.Backends;

/// <summary>A block that the node keeps for a <see cref="ChainHeadFollow"/>.</summary>
internal sealed class PinnedBlock(uint? specVersion)
{
    /// <summary>The spec version of the runtime in its state, where it was told.</summary>
    public uint? SpecVersion { get; } = specVersion;

    /// <summary>How many read it.</summary>
    public int Uses { get; set; }

    /// <summary>Whether the node may forget it as soon as nobody reads it.</summary>
    public bool IsOver { get; set; }
}
