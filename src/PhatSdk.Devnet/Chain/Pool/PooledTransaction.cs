using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain.Pool;

/// <summary>A transaction in the pool.</summary>
/// <param name="hash">BLAKE2b-256 of its bytes.</param>
/// <param name="extrinsic">Its bytes, their length before them.</param>
/// <param name="validity">What the runtime said of it.</param>
/// <param name="validTill">The number of the block with which that ends.</param>
/// <param name="sequence">Which of the pool's transactions it was.</param>
/// <param name="watch">Who follows it.</param>
internal sealed class PooledTransaction(
    Hash256 hash, ReadOnlyMemory<byte> extrinsic, ValidTransaction validity, ulong validTill, long sequence, TransactionWatch? watch)
{
    public Hash256 Hash { get; } = hash;

    public ReadOnlyMemory<byte> Extrinsic { get; } = extrinsic;

    public ulong Priority => validity.Priority;

    /// <summary>What others have to provide first; without what the chain has by now. Guarded by the pool's lock.</summary>
    public HashSet<TransactionTag> Requires { get; } = [.. validity.Requires];

    public IReadOnlyList<TransactionTag> Provides => validity.Provides;

    public ulong ValidTill { get; } = validTill;

    public long Sequence { get; } = sequence;

    /// <summary>Which of its block's extrinsics it is, while it is in one. Guarded by the pool's lock.</summary>
    public int Index { get; set; }

    /// <summary>Whether it is in the block that is being made: it is not replaced then. Guarded by the pool's lock.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The same with another validity, as it has after a block.</summary>
    public PooledTransaction With(ValidTransaction validity, ulong validTill) => new(Hash, Extrinsic, validity, validTill, Sequence, watch);

    /// <summary>The same at this moment, for another time.</summary>
    public PooledTransaction Copy()
    {
        PooledTransaction copy = With(validity, ValidTill);
        copy.Requires.IntersectWith(Requires);
        copy.Index = Index;
        return copy;
    }

    public void Tell(TransactionStatusKind kind, Hash256 subject = default, int index = 0) => watch?.Tell(new TransactionStatus(kind, subject, index));

    public void CloseWatch() => watch?.Close();
}
