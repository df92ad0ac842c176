namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>How much a queue of the pool may hold.</summary>
/// <param name="Count">Transactions.</param>
/// <param name="Bytes">Bytes of transactions.</param>
internal readonly record struct QueueLimit(int Count, long Bytes);
