namespace PhatSdk.Contracts;

/// <summary>Why ink! itself refused a call, before or after the contract's own code ran: <c>ink_primitives::LangError</c>.</summary>
public enum LangError
{
    /// <summary>There is no such message, or its arguments are unreadable.</summary>
    CouldNotReadInput = 1,
}
