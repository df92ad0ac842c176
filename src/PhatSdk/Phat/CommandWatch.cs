using PhatSdk.Contracts;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Follows one command through a cluster's log.</summary>
internal sealed class CommandWatch(PhatClient client, AccountId contract, uint block, ReadOnlyMemory<byte> nonce)
{
    private const int FirstLookBack = 1000;

    // The log server is told of a command after the worker is done with its block, and not by the block.
    private const int LooksPastTheBlock = 12;

    private readonly List<PinkLogRecord> _records = [];
    private long _from = -FirstLookBack;
    private int _looksPastTheBlock;

    /// <summary>Looks once.</summary>
    /// <returns>What became of the command; null where that is still open.</returns>
    public async ValueTask<CommandOutcome?> LookAsync(CancellationToken cancellationToken)
    {
        bool isPast = await client.HasProcessedAsync(block, cancellationToken).ConfigureAwait(false);
        PinkLogOptions options = new() { From = _from, Contract = contract };
        PinkLogPage page = await client.Logger.GetLogAsync(options, cancellationToken).ConfigureAwait(false);
        _records.AddRange(page.Records);
        _from = page.Next is > 0 and <= long.MaxValue ? (long)page.Next : _from;

        PinkLogRecord.MessageOutput? output = _records.OfType<PinkLogRecord.MessageOutput>()
            .FirstOrDefault(record => record.Contract == contract && record.Nonce.Span.SequenceEqual(nonce.Span));
        CommandOutcome? outcome = output is not null ? OutcomeOf(output)
            : isPast && ++_looksPastTheBlock > LooksPastTheBlock ? Outcome(CommandStatus.Unknown)
            : null;
        if (outcome is not null)
        {
            client.Log.CommandEnded(contract, block, outcome.Status, outcome.Error);
        }

        return outcome;
    }

    private CommandOutcome OutcomeOf(PinkLogRecord.MessageOutput output)
    {
        PinkExecution execution = PinkExecutions.Decode($"command to {contract}", output.Output, PinkExecution.DecodeMessage);
        if (execution.Error is PinkDispatchError error)
        {
            return Outcome(CommandStatus.Failed) with { Error = client.Executions.NameOf(error), DebugMessage = execution.DebugMessage };
        }

        CommandStatus status = execution.IsReverted ? CommandStatus.Reverted : CommandStatus.Succeeded;
        return Outcome(status) with { Output = PinkExecutions.OutputOf(execution), DebugMessage = execution.DebugMessage };
    }

    private CommandOutcome Outcome(CommandStatus status) => new()
    {
        Contract = contract,
        Status = status,
        Logs = [.. _records.OfType<PinkLogRecord.Log>().Where(log => log.BlockNumber == block && log.Mode == PinkExecutionMode.Transaction)],
        Events =
        [
            .. _records.OfType<PinkLogRecord.Event>()
                .Where(emitted => emitted.BlockNumber == block)
                .Select(emitted => new ContractEmitted(emitted.Contract, emitted.Topics, emitted.Payload)),
        ],
    };
}
