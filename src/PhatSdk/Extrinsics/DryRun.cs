using PhatSdk.Chain;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>What a call would do now: <c>xcm_runtime_apis::dry_run::CallDryRunEffects</c>. Nothing of it stays.</summary>
public sealed record DryRun
{
    /// <summary>Why it would fail; null where it would not.</summary>
    public DispatchError? Error { get; init; }

    /// <summary>What it would take; null where the runtime does not tell.</summary>
    public Weight? Weight { get; init; }

    /// <summary>The events that it would cause: each a variant of the pallet's name with a variant of the event's name.</summary>
    public required IReadOnlyList<ScaleValue> Events { get; init; }

    /// <summary>All that the runtime tells, messages to other chains included.</summary>
    public required ScaleValue Effects { get; init; }
}
