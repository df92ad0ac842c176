namespace PhatSdk.Chain;

/// <summary>By which methods a chain is read. Many nodes have both families.</summary>
public enum RpcFamily
{
    /// <summary>What the node has; the older family where it has both, as that asks less of a node.</summary>
    Automatic = 0,

    /// <summary>The older family, <c>chain_*</c> and <c>state_*</c>, where the node has it; else the newer one.</summary>
    Legacy = 1,

    /// <summary>The newer family, <c>chainHead_v1_*</c> and <c>archive_v1_*</c>, where the node has it; else the older one.</summary>
    V2 = 2,
}
