using Microsoft.Extensions.Logging;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain;

/// <summary>Makes blocks: the time, then what is ready in the pool, as far as the runtime's limits for a block go.</summary>
internal sealed class BlockAuthor(ChainRuntime runtime, TransactionPool pool, ILogger logger)
{
    /// <summary>After so many that did not fit, the block counts as full.</summary>
    private const int MostSkipped = 8;

    /// <summary>Makes a block of what is ready in the pool, on top of the best block.</summary>
    /// <param name="parent">The block before.</param>
    /// <param name="timestampMs">The block's time, in milliseconds since 1970.</param>
    /// <param name="evenEmpty">Whether to make a block without transactions too.</param>
    /// <returns>The block; null where it would be empty.</returns>
    /// <exception cref="InvalidOperationException">The runtime refused the time.</exception>
    /// <exception cref="RuntimeTrapException">The runtime broke, not on a transaction.</exception>
    public Block? Author(Block parent, ulong timestampMs, bool evenEmpty)
    {
        List<PooledTransaction> included = [];
        try
        {
            return Author(parent, timestampMs, execution =>
            {
                Apply(execution, included);
                return included.Count > 0 || evenEmpty
                    ? [.. included.Select(static transaction => (transaction.Extrinsic, transaction.Hash))]
                    : null;
            });
        }
        catch
        {
            foreach (PooledTransaction transaction in included)
            {
                pool.PutBack(transaction);
            }

            throw;
        }
    }

    /// <summary>Makes a block of given transactions, on top of any block.</summary>
    /// <param name="parent">The block before.</param>
    /// <param name="timestampMs">The block's time, in milliseconds since 1970.</param>
    /// <param name="extrinsics">The transactions, each with its length before it.</param>
    /// <exception cref="TransactionPoolException">One of them cannot be included.</exception>
    /// <exception cref="InvalidOperationException">The runtime refused the time.</exception>
    public Block Author(Block parent, ulong timestampMs, IReadOnlyList<ReadOnlyMemory<byte>> extrinsics) =>
        Author(parent, timestampMs, execution =>
        {
            foreach (ReadOnlyMemory<byte> extrinsic in extrinsics)
            {
                ApplyOrThrow(execution, extrinsic);
            }

            return [.. extrinsics.Select(static extrinsic => (extrinsic, Blake2b.Hash256(extrinsic.Span)))];
        })!;

    private static void ApplyOrThrow(BlockExecution execution, ReadOnlyMemory<byte> extrinsic)
    {
        try
        {
            ApplyOutcome outcome = execution.Apply(extrinsic.Span);
            if (!outcome.IsIncluded)
            {
                throw TransactionPoolException.Refused(ReasonOf(outcome));
            }
        }
        catch (RuntimeTrapException trap)
        {
            throw TransactionPoolException.NotVerified(trap);
        }
    }

    private Block? Author(Block parent, ulong timestampMs, Func<BlockExecution, IReadOnlyList<(ReadOnlyMemory<byte> Extrinsic, Hash256 Hash)>?> apply)
    {
        Header start = new() { ParentHash = parent.Hash, Number = parent.Number + 1 };
        using BlockExecution execution = runtime.Begin(parent.State, start.Encode());
        List<ReadOnlyMemory<byte>> extrinsics = [.. Inherents(execution, timestampMs)];
        int inherents = extrinsics.Count;
        if (apply(execution) is not { } transactions)
        {
            return null;
        }

        extrinsics.AddRange(transactions.Select(static transaction => transaction.Extrinsic));
        (byte[] header, StateView state) = execution.Complete();
        return new Block(header, extrinsics, state, timestampMs, inherents, [.. transactions.Select(static transaction => transaction.Hash)]);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Inherents(BlockExecution execution, ulong timestamp)
    {
        foreach (byte[] inherent in execution.InherentExtrinsics(InherentData.Encode(timestamp)))
        {
            BareExtrinsic.UseVersion4(inherent);
            ApplyOutcome outcome = execution.Apply(inherent);
            if (!outcome.IsIncluded)
            {
                throw new InvalidOperationException($"The runtime refuses the time {timestamp} ms: {ReasonOf(outcome)}.");
            }

            yield return inherent;
        }
    }

    private static TransactionValidityError ReasonOf(ApplyOutcome outcome)
    {
        ScaleReader reader = new(outcome.Result);
        reader.ReadResultTag();
        return TransactionValidityError.Decode(ref reader);
    }

    private void Apply(BlockExecution execution, List<PooledTransaction> included)
    {
        HashSet<TransactionTag> absent = [];
        int skipped = 0;
        foreach (PooledTransaction transaction in pool.Ready())
        {
            if (transaction.Requires.Any(absent.Contains) || !pool.TryTake(transaction))
            {
                absent.UnionWith(transaction.Provides);
            }
            else if (TryApply(execution, transaction, out TransactionValidityError? reason))
            {
                included.Add(transaction);
            }
            else if (reason == TransactionValidityError.ExhaustsResources && included.Count > 0)
            {
                // There may be room in the next block, and for smaller ones in this.
                pool.PutBack(transaction);
                absent.UnionWith(transaction.Provides);
                if (++skipped == MostSkipped)
                {
                    return;
                }
            }
            else
            {
                pool.Reject(transaction);
                absent.UnionWith(transaction.Provides);
            }
        }
    }

    private bool TryApply(BlockExecution execution, PooledTransaction transaction, out TransactionValidityError? reason)
    {
        reason = null;
        try
        {
            ApplyOutcome outcome = execution.Apply(transaction.Extrinsic.Span);
            if (!outcome.IsIncluded)
            {
                reason = ReasonOf(outcome);
                ChainLog.TransactionRefused(logger, transaction.Hash, reason.Value.Message);
            }

            return outcome.IsIncluded;
        }
        catch (RuntimeTrapException trap)
        {
            ChainLog.TransactionTrapped(logger, transaction.Hash, trap);
            return false;
        }
    }
}
