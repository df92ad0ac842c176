using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>A typed client of one contract. Generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IContractClient<TSelf>
    where TSelf : IContractClient<TSelf>
{
    /// <summary>Creates a client.</summary>
    /// <param name="invoker">How the contract is reached.</param>
    /// <param name="address">The contract's account.</param>
    /// <returns>The client.</returns>
    static abstract TSelf Create(IContractInvoker invoker, AccountId address);
}
