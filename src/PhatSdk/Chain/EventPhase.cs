namespace PhatSdk.Chain;

/// <summary>When in a block an event happened.</summary>
public enum EventPhase
{
    /// <summary>While an extrinsic was applied.</summary>
    ApplyExtrinsic = 0,

    /// <summary>After the extrinsics.</summary>
    Finalization = 1,

    /// <summary>Before the extrinsics.</summary>
    Initialization = 2,
}
