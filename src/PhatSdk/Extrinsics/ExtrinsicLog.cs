using Microsoft.Extensions.Logging;
using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>What an extrinsic client tells.</summary>
internal static partial class ExtrinsicLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Call} of {Account}, nonce {Nonce}: extrinsic {Hash} is sent")]
    public static partial void Sending(ILogger logger, string call, AccountId account, uint nonce, Hash256 hash);

    [LoggerMessage(2, LogLevel.Debug, "extrinsic {Hash}: {Kind} {Block}")]
    public static partial void Told(ILogger logger, Hash256 hash, ExtrinsicStatusKind kind, Hash256? block);

    [LoggerMessage(3, LogLevel.Warning, "extrinsic {Hash} was refused: {Reason}")]
    public static partial void Refused(ILogger logger, Hash256 hash, string reason);

    [LoggerMessage(4, LogLevel.Information, "extrinsic {Hash}: the node tells no more of it; it is looked for in the pool and in blocks")]
    public static partial void Lost(ILogger logger, Hash256 hash);

    [LoggerMessage(5, LogLevel.Warning, "extrinsic {Hash}: the wire broke while it was sent; it is looked for, not sent again")]
    public static partial void Cut(ILogger logger, Hash256 hash, Exception exception);
}
