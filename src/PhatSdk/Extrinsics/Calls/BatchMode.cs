namespace PhatSdk.Extrinsics.Calls;

/// <summary>What becomes of a batch when one of its calls fails.</summary>
public enum BatchMode
{
    /// <summary><c>batch_all</c>: nothing of the batch stays, and the extrinsic fails.</summary>
    AllOrNothing = 0,

    /// <summary><c>batch</c>: what came before the failed call stays, what comes after it does not happen. The extrinsic itself succeeds.</summary>
    UntilFailure = 1,

    /// <summary><c>force_batch</c>: the other calls happen all the same. The extrinsic itself succeeds.</summary>
    Every = 2,
}
