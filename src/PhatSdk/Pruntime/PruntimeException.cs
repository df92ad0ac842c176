namespace PhatSdk.Pruntime;

/// <summary>A request to a worker failed below the contract: the worker was not reached, refused it, or answered what cannot be read.</summary>
public sealed class PruntimeException : PhatSdkException
{
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;
    private const int BadGateway = 502;
    private const int GatewayTimeout = 504;

    /// <summary>Creates the exception.</summary>
    /// <param name="failure">Which way it failed.</param>
    /// <param name="method">What was asked: <c>PhactoryAPI.GetInfo</c>.</param>
    /// <param name="reason">What is wrong; the worker's own words where it said no.</param>
    /// <param name="statusCode">The HTTP status; null where there was no answer.</param>
    /// <param name="innerException">What caused it.</param>
    public PruntimeException(PruntimeFailure failure, string method, string reason, int? statusCode = null, Exception? innerException = null)
        : base(statusCode is null ? $"{method}: {reason}" : $"{method}: status {statusCode}: {reason}", innerException)
    {
        Failure = failure;
        Method = method;
        Reason = reason;
        StatusCode = statusCode;
    }

    /// <summary>Which way it failed.</summary>
    public PruntimeFailure Failure { get; }

    /// <summary>What was asked: <c>PhactoryAPI.GetInfo</c>.</summary>
    public string Method { get; }

    /// <summary>What is wrong; the worker's own words where it said no: <c>ContractNotFound</c>.</summary>
    public string Reason { get; }

    /// <summary>The HTTP status; null where there was no answer.</summary>
    public int? StatusCode { get; }

    /// <summary>True where the worker was not reached, or something before it was busy.</summary>
    public override bool IsTransient =>
        Failure == PruntimeFailure.Unreachable
        || StatusCode is RequestTimeout or TooManyRequests or (>= BadGateway and <= GatewayTimeout);
}
