using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Where a transaction stands.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Hash">
/// The block for <see cref="TransactionStatusKind.InBlock"/>, <see cref="TransactionStatusKind.Retracted"/>,
/// <see cref="TransactionStatusKind.Finalized"/> and <see cref="TransactionStatusKind.FinalityTimeout"/>, the other transaction for
/// <see cref="TransactionStatusKind.Usurped"/>.
/// </param>
/// <param name="Index">Which of the block's extrinsics it is, for <see cref="TransactionStatusKind.InBlock"/> and <see cref="TransactionStatusKind.Finalized"/>.</param>
internal readonly record struct TransactionStatus(TransactionStatusKind Kind, Hash256 Hash = default, int Index = 0)
{
    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast => Kind >= TransactionStatusKind.Finalized;
}
