using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>A record of a cluster's log: one of <see cref="Log"/>, <see cref="Event"/>, <see cref="MessageOutput"/>, <see cref="QueryIn"/> and <see cref="Other"/>.</summary>
/// <param name="Sequence">Its place in the log, counted up.</param>
public abstract record PinkLogRecord(ulong Sequence)
{
    /// <summary>What a contract, or the runtime about it, said.</summary>
    /// <param name="Sequence">Its place in the log.</param>
    /// <param name="BlockNumber">The block that the cluster was at.</param>
    /// <param name="Contract">The contract that spoke.</param>
    /// <param name="Entry">The contract that was called first.</param>
    /// <param name="Mode">Whether a query, an estimate or a transaction ran.</param>
    /// <param name="Timestamp">The worker's time, in milliseconds since the Unix epoch.</param>
    /// <param name="Level">How grave it is.</param>
    /// <param name="Message">The text.</param>
    public sealed record Log(
        ulong Sequence,
        uint BlockNumber,
        AccountId Contract,
        AccountId Entry,
        PinkExecutionMode Mode,
        ulong Timestamp,
        PinkLogLevel Level,
        string Message) : PinkLogRecord(Sequence);

    /// <summary>What a contract emitted in a transaction.</summary>
    /// <param name="Sequence">Its place in the log.</param>
    /// <param name="BlockNumber">The block that held the command.</param>
    /// <param name="Contract">The contract.</param>
    /// <param name="Topics">What the event is indexed by.</param>
    /// <param name="Payload">The encoded event.</param>
    public sealed record Event(
        ulong Sequence, uint BlockNumber, AccountId Contract, IReadOnlyList<Hash256> Topics, ReadOnlyMemory<byte> Payload) : PinkLogRecord(Sequence);

    /// <summary>What became of a command.</summary>
    /// <param name="Sequence">Its place in the log.</param>
    /// <param name="BlockNumber">The block that held the command.</param>
    /// <param name="Origin">Who sent it.</param>
    /// <param name="Contract">The contract.</param>
    /// <param name="Nonce">The command's nonce.</param>
    /// <param name="Output">The encoded <c>ContractExecResult</c>, and the selector behind it.</param>
    public sealed record MessageOutput(
        ulong Sequence, uint BlockNumber, AccountId Origin, AccountId Contract, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Output)
        : PinkLogRecord(Sequence);

    /// <summary>Somebody asked something.</summary>
    /// <param name="Sequence">Its place in the log.</param>
    /// <param name="User">Eight bytes by which callers can be told apart and not be known.</param>
    public sealed record QueryIn(ulong Sequence, ReadOnlyMemory<byte> User) : PinkLogRecord(Sequence);

    /// <summary>Something else, such as <c>TooLarge</c> in place of what did not fit.</summary>
    /// <param name="Sequence">Its place in the log.</param>
    /// <param name="Type">What it calls itself.</param>
    public sealed record Other(ulong Sequence, string Type) : PinkLogRecord(Sequence);
}
