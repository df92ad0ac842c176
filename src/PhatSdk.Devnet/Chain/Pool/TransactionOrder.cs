namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Which of two ready transactions goes first: the one of the higher priority, of the shorter life, of the earlier arrival.</summary>
internal sealed class TransactionOrder : IComparer<PooledTransaction>
{
    public static TransactionOrder Instance { get; } = new();

    public int Compare(PooledTransaction? x, PooledTransaction? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int order = y.Priority.CompareTo(x.Priority);
        order = order != 0 ? order : x.ValidTill.CompareTo(y.ValidTill);
        return order != 0 ? order : x.Sequence.CompareTo(y.Sequence);
    }
}
