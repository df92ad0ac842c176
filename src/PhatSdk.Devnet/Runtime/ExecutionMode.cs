namespace PhatSdk.Devnet.Runtime;

/// <summary>How a call of a cluster is executed.</summary>
internal enum ExecutionMode : byte
{
    /// <summary>Sees the web and the clock of one worker; changes nothing.</summary>
    Query = 0,

    /// <summary>Behaves as a transaction would; changes nothing.</summary>
    Estimating = 1,

    /// <summary>Behaves the same on every worker; changes the cluster's state.</summary>
    Transaction = 2,
}
