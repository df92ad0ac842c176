namespace PhatSdk.Phat;

/// <summary>What for a contract was run.</summary>
public enum PinkExecutionMode
{
    /// <summary>A query.</summary>
    Query = 0,

    /// <summary>An estimate: as a transaction, and forgotten.</summary>
    Estimating = 1,

    /// <summary>A command from the chain.</summary>
    Transaction = 2,
}
