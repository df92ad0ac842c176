namespace PhatSdk.Contracts;

/// <summary>A call did not come to an end of its own: the contract panicked, ran out of gas, was not found, or could not pay.</summary>
public sealed class ContractTrappedException : ContractException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">The contract and what was called.</param>
    /// <param name="error">The runtime's error: <c>Contracts.ContractTrapped</c>, <c>Contracts.OutOfGas</c>.</param>
    /// <param name="debugMessage">What the contract and the runtime noted on the way.</param>
    public ContractTrappedException(string what, string error, string debugMessage)
        : base(debugMessage.Length == 0 ? $"{what}: {error}" : $"{what}: {error} ({debugMessage})")
    {
        Error = error;
        DebugMessage = debugMessage;
    }

    /// <summary>The runtime's error: <c>Contracts.ContractTrapped</c>, <c>Contracts.OutOfGas</c>.</summary>
    public string Error { get; }

    /// <summary>What the contract and the runtime noted on the way.</summary>
    public string DebugMessage { get; }
}
