namespace PhatSdk.Contracts;

/// <summary>How far a call by transaction has come.</summary>
public enum ContractReceiptStatus
{
    /// <summary>The contract refused it in the dry run by returning an error; nothing was sent.</summary>
    Refused = 0,

    /// <summary>It is in a block, and its effects with it.</summary>
    Applied = 1,

    /// <summary>It is in a block as a command for the workers of a Phat cluster, who apply it later; whether it succeeds is not yet known.</summary>
    Queued = 2,
}
