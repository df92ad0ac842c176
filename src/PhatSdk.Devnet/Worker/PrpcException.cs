namespace PhatSdk.Devnet.Worker;

/// <summary>A worker refuses a request. The message is what the other side reads.</summary>
internal sealed class PrpcException : Exception
{
    private const int BadRequest = 400;
    private const int NotFound = 404;
    private const int TooLarge = 413;
    private const int Failed = 500;

    private PrpcException(int statusCode, string message)
        : base(message) => StatusCode = statusCode;

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    public static PrpcException MethodNotFound() => new(NotFound, "Method Not Found");

    public static PrpcException Unreadable(string reason) => new(BadRequest, $"DecodeError({reason})");

    public static PrpcException BodyTooLarge(int size, int limit) => new(TooLarge, $"a body of {size} bytes, where {limit} are the most");

    public static PrpcException Refused(string reason) => new(Failed, reason);
}
