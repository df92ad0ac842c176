namespace PhatSdk.Phat;

/// <summary>Why a query has no answer that can be trusted. The first six are the worker's words, the others are what the client found.</summary>
public enum PhatQueryError
{
    /// <summary>The query needs a caller, and the worker knows none.</summary>
    BadOrigin = 0,

    /// <summary>The worker's contract runtime failed; the message says how.</summary>
    RuntimeError = 1,

    /// <summary>The contract has no sidevm, or it is stopped.</summary>
    SidevmNotFound = 2,

    /// <summary>The sidevm did not answer.</summary>
    NoResponse = 3,

    /// <summary>The worker has too many queries.</summary>
    ServiceUnavailable = 4,

    /// <summary>The contract, or its sidevm, took too long.</summary>
    Timeout = 5,

    /// <summary>The worker is not the one that the chain's registry names: its key is another.</summary>
    WrongWorkerKey = 16,

    /// <summary>The answer was not sealed by the worker that was asked, or was damaged on the way.</summary>
    BrokenSeal = 17,

    /// <summary>The answer is to another query.</summary>
    WrongNonce = 18,

    /// <summary>The answer is sealed well, and its bytes say nothing that is known.</summary>
    Unreadable = 19,

    /// <summary>The worker is in no cluster or in another one, or the chain does not know its cluster.</summary>
    UnknownCluster = 20,

    /// <summary>The worker does not know the contract, or the chain's registry has no key of it.</summary>
    UnknownContract = 21,
}
