using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Contracts;

/// <summary>One kind of event of a contract. Generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IContractEvent<TSelf>
    where TSelf : IContractEvent<TSelf>
{
    /// <summary>The event's name as the contract spells it.</summary>
    static abstract string Label { get; }

    /// <summary>Decodes an emitted event where it is of this kind.</summary>
    /// <param name="emitted">The event as the chain has it.</param>
    /// <param name="value">The event.</param>
    /// <returns>Whether it is of this kind.</returns>
    /// <exception cref="Scale.ScaleException">It says that it is of this kind, and its data is not.</exception>
    static abstract bool TryDecode(ContractEmitted emitted, [MaybeNullWhen(false)] out TSelf value);
}
