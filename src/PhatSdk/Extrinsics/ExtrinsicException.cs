namespace PhatSdk.Extrinsics;

/// <summary>An extrinsic could not be made, was refused, or failed.</summary>
public abstract class ExtrinsicException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    protected ExtrinsicException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
