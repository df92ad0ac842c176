namespace PhatSdk.Contracts;

/// <summary>A contract undid its changes and returned bytes that are no value of the message's return type.</summary>
public sealed class ContractRevertedException : ContractException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="label">The message or constructor that was called.</param>
    /// <param name="output">The bytes that it returned.</param>
    /// <param name="innerException">Why they could not be read.</param>
    public ContractRevertedException(string label, ReadOnlyMemory<byte> output, Exception? innerException = null)
        : base($"`{label}` reverted with {Primitives.Hex.Format(output.Span)}", innerException)
    {
        Label = label;
        Output = output;
    }

    /// <summary>The message or constructor that was called.</summary>
    public string Label { get; }

    /// <summary>The bytes that it returned.</summary>
    public ReadOnlyMemory<byte> Output { get; }
}
