namespace PhatSdk.Contracts;

/// <summary>A contract did not do what it was asked.</summary>
public abstract class ContractException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Names the contract or message and what is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    protected ContractException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
