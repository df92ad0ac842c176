using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Where a transaction stands.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Hash">The block for <see cref="TransactionStatusKind.InBlock"/> and <see cref="TransactionStatusKind.Finalized"/>, the other transaction for <see cref="TransactionStatusKind.Usurped"/>.</param>
internal readonly record struct TransactionStatus(TransactionStatusKind Kind, Hash256 Hash = default)
{
    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast => Kind >= TransactionStatusKind.Finalized;
}
