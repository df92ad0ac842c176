namespace PhatSdk.Pruntime;

/// <summary>Which of three ways a request to a worker failed.</summary>
public enum PruntimeFailure
{
    /// <summary>The worker was not reached, or its answer did not arrive whole.</summary>
    Unreachable = 0,

    /// <summary>The worker said no.</summary>
    Refused = 1,

    /// <summary>The answer is not what a worker answers.</summary>
    Unreadable = 2,
}
