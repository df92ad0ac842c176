using Microsoft.Extensions.Logging;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>What the chain logs.</summary>
internal static partial class ChainLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Genesis {Hash}; blocks are made {Policy}")]
    public static partial void Started(ILogger logger, Hash256 hash, SealPolicy policy);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "Block {Number} {Hash} with {Transactions} transactions")]
    public static partial void Imported(ILogger logger, uint number, Hash256 hash, int transactions);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Transaction {Hash} does not come into the block: {Reason}")]
    public static partial void TransactionRefused(ILogger logger, Hash256 hash, string reason);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Transaction {Hash} leaves the pool: the runtime broke on it")]
    public static partial void TransactionTrapped(ILogger logger, Hash256 hash, Exception cause);

    [LoggerMessage(EventId = 5, Level = LogLevel.Error, Message = "No block could be made")]
    public static partial void SealingFailed(ILogger logger, Exception cause);

    [LoggerMessage(EventId = 6, Level = LogLevel.Information, Message = "Block {Number} {Hash} is the best one; {Retracted} blocks are retracted")]
    public static partial void Reorganized(ILogger logger, uint number, Hash256 hash, int retracted);
}
