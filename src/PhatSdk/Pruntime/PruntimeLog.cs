using Microsoft.Extensions.Logging;

namespace PhatSdk.Pruntime;

internal static partial class PruntimeLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "{Method}: sent {Size} bytes")]
    internal static partial void RequestSent(this ILogger logger, string method, int size);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "{Method}: status {StatusCode}, {Size} bytes, after {Milliseconds} ms")]
    internal static partial void ResponseReceived(this ILogger logger, string method, int statusCode, int size, long milliseconds);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Method}: {Failure}: {Reason}")]
    internal static partial void RequestFailed(this ILogger logger, string method, PruntimeFailure failure, string reason);
}
