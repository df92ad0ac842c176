using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts;

/// <summary>One constructor of a contract with its arguments. Generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TReturn">What the constructor returns: <see cref="Unit"/>, or a <see cref="Result{TValue, TError}"/> where it may fail.</typeparam>
public interface IContractConstructor<TSelf, TReturn>
    where TSelf : IContractConstructor<TSelf, TReturn>
{
    /// <summary>The four bytes before the arguments.</summary>
    static abstract Selector Selector { get; }

    /// <summary>The constructor's name as the contract spells it: <c>new</c>.</summary>
    static abstract string Label { get; }

    /// <summary>Whether value may be sent along.</summary>
    static abstract bool IsPayable { get; }

    /// <summary>Appends the arguments, without the selector.</summary>
    /// <param name="writer">Where to.</param>
    void EncodeArguments(ref ScaleWriter writer);

    /// <summary>Reads what the constructor returned, ink!'s own <c>Result</c> around it included; empty for contracts before ink! 4.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The return value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value.</exception>
    /// <exception cref="LangErrorException">The contract could not read the input.</exception>
    static abstract TReturn DecodeReturn(ref ScaleReader reader);
}
