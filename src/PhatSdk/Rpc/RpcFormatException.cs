namespace PhatSdk.Rpc;

/// <summary>A node's answer or notification is not what the method gives.</summary>
public sealed class RpcFormatException : RpcException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="reason">What is wrong with the answer.</param>
    /// <param name="innerException">What caused it.</param>
    public RpcFormatException(string method, string reason, Exception? innerException = null)
        : base($"{method}: the node's answer is unreadable: {reason}", innerException) => Method = method;

    /// <summary>The method that was called.</summary>
    public string Method { get; }
}
