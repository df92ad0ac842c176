using PhatSdk.Chain;

namespace PhatSdk.Extrinsics;

/// <summary>A call failed: as an extrinsic in a block, where a fee was paid, or when it was tried.</summary>
public sealed class DispatchException : ExtrinsicException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="call">What was called; null where that is not known.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="receipt">The extrinsic; null where the call was only tried.</param>
    public DispatchException(string? call, DispatchError error, ExtrinsicReceipt? receipt = null)
        : base(Describe(call, error))
    {
        DispatchError = error;
        Receipt = receipt;
    }

    /// <summary>Why it failed.</summary>
    public DispatchError DispatchError { get; }

    /// <summary>The pallet whose error it is: <c>Balances</c>; null for an error of the runtime itself.</summary>
    public string? Pallet => DispatchError.Pallet;

    /// <summary>The error's name: <c>InsufficientBalance</c>, <c>Token.FundsUnavailable</c>, <c>BadOrigin</c>.</summary>
    public string Error => DispatchError.Name;

    /// <summary>What the pallet says about the error; empty for an error of the runtime itself.</summary>
    public string Docs => DispatchError.Docs;

    /// <summary>The extrinsic with the events that are left and the fee that was paid; null where the call was only tried.</summary>
    public ExtrinsicReceipt? Receipt { get; }

    private static string Describe(string? call, DispatchError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        string what = call is null ? $"the call failed: {error}" : $"{call} failed: {error}";
        return error.Docs.Length == 0 ? what : $"{what} ({error.Docs})";
    }
}
