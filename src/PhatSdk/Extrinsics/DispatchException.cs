using PhatSdk.Chain;

namespace PhatSdk.Extrinsics;

/// <summary>A call failed: as an extrinsic in a block, where a fee was paid, within one that succeeded, or when it was tried.</summary>
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

    internal DispatchException(string? call, CallOutcome inner, ExtrinsicReceipt receipt)
        : base(Describe(call, inner.Error!, inner))
    {
        DispatchError = inner.Error!;
        Inner = inner;
        Receipt = receipt;
    }

    /// <summary>Why it failed.</summary>
    public DispatchError DispatchError { get; }

    /// <summary>
    /// The call within the call that failed, where the extrinsic itself succeeded: what sudo, a proxy or a multisig made, or the item that interrupted a batch. Its
    /// other effects stay – of an interrupted batch, those of the items before. Null where the extrinsic failed, and nothing of it stays.
    /// </summary>
    public CallOutcome? Inner { get; }

    /// <summary>The pallet whose error it is: <c>Balances</c>; null for an error of the runtime itself.</summary>
    public string? Pallet => DispatchError.Pallet;

    /// <summary>The error's name: <c>InsufficientBalance</c>, <c>Token.FundsUnavailable</c>, <c>BadOrigin</c>.</summary>
    public string Error => DispatchError.Name;

    /// <summary>What the pallet says about the error; empty for an error of the runtime itself.</summary>
    public string Docs => DispatchError.Docs;

    /// <summary>The extrinsic with the events that are left and the fee that was paid; null where the call was only tried.</summary>
    public ExtrinsicReceipt? Receipt { get; }

    private static string Describe(string? call, DispatchError error, CallOutcome? inner = null)
    {
        ArgumentNullException.ThrowIfNull(error);
        string within = inner switch
        {
            null => "",
            { Index: { } index } => $" with its call {index}",
            _ => $" within ({inner.Pallet}.{inner.Event})",
        };
        string what = $"{call ?? "the call"} failed{within}: {error}";
        return error.Docs.Length == 0 ? what : $"{what} ({error.Docs})";
    }
}
