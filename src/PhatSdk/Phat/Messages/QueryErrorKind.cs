namespace PhatSdk.Phat.Messages;

/// <summary>Why a worker did not answer a query, as <c>QueryError</c> of <c>phactory-api</c> numbers it.</summary>
public enum QueryErrorKind
{
    /// <summary>The query needs a caller and was not signed.</summary>
    BadOrigin = 0,

    /// <summary>The worker's contract runtime failed; it says how.</summary>
    RuntimeError = 1,

    /// <summary>The contract has no sidevm, or it is stopped.</summary>
    SidevmNotFound = 2,

    /// <summary>The sidevm did not answer.</summary>
    NoResponse = 3,

    /// <summary>The worker has too many queries.</summary>
    ServiceUnavailable = 4,

    /// <summary>The sidevm took too long.</summary>
    Timeout = 5,
}
