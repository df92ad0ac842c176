using System.Text;
using PhatSdk.Contracts;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Phat;

/// <summary>What became of a command, by the cluster's log.</summary>
public sealed record CommandOutcome
{
    private const int MostNotes = 4;
    private const int MostNoteLength = 200;
    private const int MostBytes = 64;
    private const string NothingKnown = "the cluster's log does not say what became of it";

    /// <summary>The contract.</summary>
    public required AccountId Contract { get; init; }

    /// <summary>What became of it.</summary>
    public required CommandStatus Status { get; init; }

    /// <summary>What the contract returned and took, exactly; null where it did not run to its end, or nothing is known.</summary>
    public ContractOutput? Output { get; init; }

    /// <summary>Why it failed: <c>Contracts.OutOfGas</c>; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>What the contract and the runtime noted on the way; empty where nothing is known.</summary>
    public string DebugMessage { get; init; } = "";

    /// <summary>What the contract, and the runtime about it, said in the command's block, other commands of that block included.</summary>
    public IReadOnlyList<PinkLogRecord.Log> Logs { get; init; } = [];

    /// <summary>The events that the contract emitted in the command's block, those of other commands of that block included.</summary>
    public IReadOnlyList<ContractEmitted> Events { get; init; } = [];

    /// <summary>Reads what the message returned that the command called.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TReturn">What it returns.</typeparam>
    /// <returns>What it returned; an <c>Err</c> is a value too, though the contract undid its changes.</returns>
    /// <exception cref="ContractTrappedException">The contract did not run to its end, or nothing is known.</exception>
    /// <exception cref="ContractRevertedException">The contract undid its changes and returned no such value.</exception>
    /// <exception cref="LangErrorException">The contract could not read the input.</exception>
    /// <exception cref="ScaleException">The contract returned no such value. As a rule the command called another message.</exception>
    public TReturn Returned<TMessage, TReturn>()
        where TMessage : IContractMessage<TMessage, TReturn>
    {
        ContractOutput output = Output ?? throw Trapped($"command `{TMessage.Label}` to {Contract}");
        try
        {
            return ScaleCodec.Decode(output.Data.Span, TMessage.DecodeReturn);
        }
        catch (ScaleException exception) when (output.IsReverted)
        {
            throw new ContractRevertedException(TMessage.Label, output.Data, exception);
        }
    }

    /// <summary>Throws unless the command succeeded.</summary>
    /// <exception cref="ContractRevertedException">The contract undid its changes.</exception>
    /// <exception cref="ContractTrappedException">The contract did not run to its end, or nothing is known.</exception>
    public void ThrowIfNotSucceeded()
    {
        string what = $"command to {Contract}";
        switch (Status)
        {
            case CommandStatus.Succeeded:
                return;
            case CommandStatus.Reverted:
                throw new ContractRevertedException(what, Output?.Data ?? default);
            default:
                throw Trapped(what);
        }
    }

    /// <summary>Tells in one line what became of the command: <c>Failed: Contracts.OutOfGas</c>, and in brackets the last of what was noted and logged.</summary>
    /// <returns>The line. Long values are cut short.</returns>
    public override string ToString()
    {
        StringBuilder line = new();
        line.Append(Status).Append(": ").Append(Output is null ? Reason : $"the contract returned {Shorten(Output.Data.Span)}");
        string notes = string.Join("; ", Notes().TakeLast(MostNotes).Select(OnOneLine));
        return (notes.Length == 0 ? line : line.Append(" (").Append(notes).Append(')')).ToString();
    }

    private string Reason => Error ?? (Status == CommandStatus.Unknown ? NothingKnown : "no reason given");

    private static string Shorten(ReadOnlySpan<byte> data) =>
        data.Length <= MostBytes ? Hex.Format(data) : $"{Hex.Format(data[..MostBytes])}… ({data.Length} bytes)";

    // A contract may log what it likes: line breaks, and what moves a terminal's cursor.
    private static string OnOneLine(string text)
    {
        string cut = text.Length <= MostNoteLength ? text : string.Concat(text.AsSpan(0, MostNoteLength), "…");
        return string.Concat(cut.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
    }

    private IEnumerable<string> Notes() => Logs.Select(log => log.Message).Prepend(DebugMessage).Where(note => note.Length > 0);

    private ContractTrappedException Trapped(string what) => new(what, Reason, string.Join("; ", Notes()));
}
