using PhatSdk.Contracts;
using PhatSdk.Phat.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Phat;

/// <summary>Makes of a cluster's execution results what callers get: an output, or the exception that says what went wrong.</summary>
internal sealed class PinkExecutions(Version runtimeVersion)
{
    internal delegate PinkExecution Decoder(ReadOnlySpan<byte> data);

    /// <exception cref="PhatQueryException">The bytes are no execution's result.</exception>
    /// <exception cref="ContractTrappedException">The execution did not come to its end.</exception>
    public ContractOutput Read(string what, ReadOnlyMemory<byte> payload, Decoder decode)
    {
        PinkExecution execution = Decode(what, payload, decode);
        return execution.Error is PinkDispatchError error
            ? throw new ContractTrappedException(what, NameOf(error), execution.DebugMessage)
            : OutputOf(execution);
    }

    public string NameOf(PinkDispatchError error) => PinkErrors.NameOf(error, runtimeVersion);

    /// <exception cref="PhatQueryException">The bytes are no execution's result.</exception>
    public static PinkExecution Decode(string what, ReadOnlyMemory<byte> payload, Decoder decode)
    {
        try
        {
            return decode(payload.Span);
        }
        catch (ScaleException exception)
        {
            throw new PhatQueryException(PhatQueryError.Unreadable, $"{what}: the result cannot be read: {exception.Message}", exception);
        }
    }

    public static ContractOutput OutputOf(PinkExecution execution) => new()
    {
        Data = execution.Data,
        IsReverted = execution.IsReverted,
        GasConsumed = execution.GasConsumed,
        GasRequired = execution.GasRequired,
        StorageDeposit = execution.StorageDeposit,
        DebugMessage = execution.DebugMessage,
        Contract = execution.Contract,
    };
}
