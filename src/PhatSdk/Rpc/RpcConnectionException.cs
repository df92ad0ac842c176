namespace PhatSdk.Rpc;

/// <summary>The wire to a node broke, or could not be laid. Whether the node saw the last requests is not known.</summary>
public sealed class RpcConnectionException : RpcException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Names the endpoint and what happened.</param>
    /// <param name="innerException">What caused it.</param>
    public RpcConnectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether only the time for an answer ran out: the wire itself may stand, and its subscriptions with it.</summary>
    public bool IsTimeout { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
