using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>Transactions that were found invalid, so that the runtime is not asked about them again and again. Holds a bounded number.</summary>
internal sealed class BannedTransactions(TimeSpan banTime, TimeProvider time)
{
    private const int Most = 16_384;

    private readonly Dictionary<Hash256, DateTimeOffset> _until = [];
    private readonly Queue<Hash256> _order = new();

    public void Ban(Hash256 transaction)
    {
        if (banTime <= TimeSpan.Zero)
        {
            return;
        }

        if (_until.TryAdd(transaction, default))
        {
            _order.Enqueue(transaction);
        }

        _until[transaction] = time.GetUtcNow() + banTime;
        while (_order.Count > Most)
        {
            _until.Remove(_order.Dequeue());
        }
    }

    public bool Contains(Hash256 transaction) => _until.TryGetValue(transaction, out DateTimeOffset until) && time.GetUtcNow() < until;
}
