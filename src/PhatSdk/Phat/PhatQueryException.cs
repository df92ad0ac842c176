using PhatSdk.Contracts;

namespace PhatSdk.Phat;

/// <summary>A query to a Phat contract has no answer, or none that can be trusted.</summary>
public sealed class PhatQueryException : ContractException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">Names what was asked and what is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public PhatQueryException(PhatQueryError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>Why.</summary>
    public PhatQueryError Error { get; }

    /// <summary>True where the worker or the sidevm was busy.</summary>
    public override bool IsTransient => Error is PhatQueryError.ServiceUnavailable or PhatQueryError.NoResponse or PhatQueryError.Timeout;
}
