using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Contracts;

/// <summary>ink! refused a call: the contract has no such message, or reads its arguments otherwise. As a rule the ABI is of another contract.</summary>
public sealed class LangErrorException : ContractException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="label">The message or constructor that was called.</param>
    /// <param name="error">Why it was refused.</param>
    public LangErrorException(string label, LangError error)
        : base($"`{label}`: the contract answered {error}; is the ABI that of this contract?")
    {
        Label = label;
        Error = error;
    }

    /// <summary>The message or constructor that was called.</summary>
    public string Label { get; }

    /// <summary>Why it was refused.</summary>
    public LangError Error { get; }

    /// <summary>Throws for the number that the contract answered.</summary>
    /// <param name="label">The message or constructor that was called.</param>
    /// <param name="error">The number of the <c>LangError</c>.</param>
    /// <exception cref="LangErrorException">Always.</exception>
    [DoesNotReturn]
    public static void Throw(string label, byte error) => throw new LangErrorException(label, (LangError)error);
}
