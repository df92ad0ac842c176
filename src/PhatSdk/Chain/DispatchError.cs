namespace PhatSdk.Chain;

/// <summary>Why a call failed: <c>sp_runtime::DispatchError</c> with the names that a runtime's metadata gives.</summary>
/// <param name="Pallet">The pallet whose error it is: <c>Balances</c>; null for an error of the runtime itself.</param>
/// <param name="Name">The error's name: <c>InsufficientBalance</c>, <c>Token.FundsUnavailable</c>, <c>BadOrigin</c>.</param>
/// <param name="Docs">What the pallet says about it; empty for an error of the runtime itself.</param>
public sealed record DispatchError(string? Pallet, string Name, string Docs = "")
{
    /// <summary>Shows the error.</summary>
    /// <returns>The pallet's and the error's name.</returns>
    public override string ToString() => Pallet is null ? Name : $"{Pallet}.{Name}";
}
