namespace PhatSdk.Rpc;

/// <summary>A request to a node did not give what it should.</summary>
public abstract class RpcException : PhatSdkException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    protected RpcException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
