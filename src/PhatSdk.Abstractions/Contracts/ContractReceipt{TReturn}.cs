using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>What became of a call by transaction, and what the message returned in the dry run just before.</summary>
/// <typeparam name="TReturn">What the message returns.</typeparam>
public sealed record ContractReceipt<TReturn> : ContractReceipt
{
    /// <summary>Creates a receipt.</summary>
    /// <param name="receipt">What became of the call.</param>
    /// <param name="returnValue">What the message returned in the dry run; none where there was none.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public ContractReceipt(ContractReceipt receipt, Option<TReturn> returnValue)
        : base(receipt)
    {
        DryRunValue = returnValue;
    }

    /// <summary>What the message returned in the dry run; none where <see cref="ContractTransactionOptions.DryRun"/> was off. The chain does not keep return values.</summary>
    public Option<TReturn> DryRunValue { get; }

    /// <summary>What the message returned in the dry run.</summary>
    /// <exception cref="InvalidOperationException">There was no dry run.</exception>
    public TReturn Value => DryRunValue.HasValue
        ? DryRunValue.Value
        : throw new InvalidOperationException("the message's return value is not known: the transaction was sent without a dry run");
}
