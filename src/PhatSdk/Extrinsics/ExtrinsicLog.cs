using Microsoft.Extensions.Logging;
using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics;

/// <summary>What an extrinsic client tells.</summary>
internal static partial class ExtrinsicLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Call} of {Account}, nonce {Nonce}: extrinsic {Hash} is sent")]
    public static partial void Sending(ILogger logger, RuntimeCall call, AccountId account, uint nonce, Hash256 hash);

    [LoggerMessage(2, LogLevel.Debug, "extrinsic {Hash}: {Kind} {Block}")]
    public static partial void Told(ILogger logger, Hash256 hash, ExtrinsicStatusKind kind, Hash256? block);

    [LoggerMessage(3, LogLevel.Warning, "extrinsic {Hash} was refused: {Reason}")]
    public static partial void Refused(ILogger logger, Hash256 hash, string reason);
}
