namespace PhatSdk.Contracts;

/// <summary>What a call without a transaction is for.</summary>
public enum ContractCallMode
{
    /// <summary>To read: a Phat contract may use the web, the clock and its cache.</summary>
    Query = 0,

    /// <summary>To learn what a transaction would do and cost: it runs as the transaction would, and its effects are dropped.</summary>
    Estimate = 1,
}
