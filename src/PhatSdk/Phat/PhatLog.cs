using Microsoft.Extensions.Logging;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

internal static partial class PhatLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Connected to cluster {Cluster}, contract runtime {RuntimeVersion}")]
    internal static partial void Connected(this ILogger logger, ClusterId cluster, Version runtimeVersion);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Worker at {Endpoint} passed over: {Reason}")]
    internal static partial void WorkerPassedOver(this ILogger logger, string endpoint, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Moving {Amount} plancks into the cluster for {Account}")]
    internal static partial void TransferringToCluster(this ILogger logger, UInt128 amount, AccountId account);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "Uploaded code {Code}, {Size} bytes, in block {Block}")]
    internal static partial void CodeUploaded(this ILogger logger, CodeHash code, int size, uint block);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "Contract {Contract} ordered in block {Block}, with a deposit of {Deposit} plancks")]
    internal static partial void ContractOrdered(this ILogger logger, AccountId contract, uint block, UInt128 deposit);

    [LoggerMessage(EventId = 6, Level = LogLevel.Information, Message = "Contract {Contract} can be called")]
    internal static partial void ContractCreated(this ILogger logger, AccountId contract);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Command to {Contract} queued in block {Block}, with a deposit of {Deposit} plancks")]
    internal static partial void CommandQueued(this ILogger logger, AccountId contract, uint block, UInt128 deposit);

    [LoggerMessage(EventId = 8, Level = LogLevel.Information, Message = "Command to {Contract} of block {Block}: {Status} {Error}")]
    internal static partial void CommandEnded(this ILogger logger, AccountId contract, uint block, CommandStatus status, string? error);
}
