using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts;

/// <summary>One message of a contract with its arguments. Generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TReturn">What the message returns; <see cref="Unit"/> for nothing.</typeparam>
public interface IContractMessage<TSelf, TReturn>
    where TSelf : IContractMessage<TSelf, TReturn>
{
    /// <summary>The four bytes before the arguments.</summary>
    static abstract Selector Selector { get; }

    /// <summary>The message's name as the contract spells it: <c>PSP22::transfer</c>.</summary>
    static abstract string Label { get; }

    /// <summary>Whether the message may change the contract's state.</summary>
    static abstract bool Mutates { get; }

    /// <summary>Whether value may be sent along.</summary>
    static abstract bool IsPayable { get; }

    /// <summary>Appends the arguments, without the selector.</summary>
    /// <param name="writer">Where to.</param>
    void EncodeArguments(ref ScaleWriter writer);

    /// <summary>Reads what the message returned, ink!'s own <c>Result</c> around it included.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The return value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value.</exception>
    /// <exception cref="LangErrorException">The contract could not read the input.</exception>
    static abstract TReturn DecodeReturn(ref ScaleReader reader);
}
