namespace PhatSdk.Extrinsics;

/// <summary>A call or an extrinsic was made for another runtime than the chain now has: it was upgraded meanwhile. Nothing was sent, or the node refused it; make it anew.</summary>
public sealed class RuntimeUpgradedException : ExtrinsicException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="call">What was called; null where that is not known.</param>
    /// <param name="specVersion">The version of the runtime that it was made for.</param>
    /// <param name="currentSpecVersion">The version of the runtime that the chain has.</param>
    /// <param name="innerException">The node's refusal; null where nothing was sent.</param>
    public RuntimeUpgradedException(string? call, uint specVersion, uint currentSpecVersion, Exception? innerException = null)
        : base(
            $"{call ?? "the extrinsic"} was made for runtime {specVersion}, and the chain now runs {currentSpecVersion}: make it anew, by the new runtime's metadata",
            innerException)
    {
        SpecVersion = specVersion;
        CurrentSpecVersion = currentSpecVersion;
    }

    /// <summary>The version of the runtime that it was made for.</summary>
    public uint SpecVersion { get; }

    /// <summary>The version of the runtime that the chain has.</summary>
    public uint CurrentSpecVersion { get; }
}
