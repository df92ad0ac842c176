using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain;

/// <summary>Makes blocks: the time, then what is ready in the pool, as far as the runtime's limits for a block go.</summary>
internal sealed class BlockAuthor(ChainRuntime runtime, TransactionPool pool, TimeProvider time, ILogger logger)
{
    /// <summary>After so many that did not fit, the block counts as full.</summary>
    private const int MostSkipped = 8;

    /// <summary>Makes a block on top of another.</summary>
    /// <param name="parent">The block before.</param>
    /// <param name="evenEmpty">Whether to make a block without transactions too.</param>
    /// <returns>The block; null where it would be empty.</returns>
    /// <exception cref="InvalidOperationException">The runtime refused the time.</exception>
    /// <exception cref="RuntimeTrapException">The runtime broke, not on a transaction.</exception>
    public AuthoredBlock? Author(Block parent, bool evenEmpty)
    {
        List<PooledTransaction> included = [];
        try
        {
            Block? block = Author(parent, evenEmpty, included);
            return block is null ? null : new AuthoredBlock(block, included);
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

    private Block? Author(Block parent, bool evenEmpty, List<PooledTransaction> included)
    {
        ulong now = (ulong)Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds());
        ulong timestamp = Math.Max(now, parent.TimestampMs + 1);
        Header start = new() { ParentHash = parent.Hash, Number = parent.Number + 1 };
        using BlockExecution execution = runtime.Begin(parent.State, start.Encode());
        List<ReadOnlyMemory<byte>> extrinsics = [.. Inherents(execution, timestamp)];
        Apply(execution, included);
        if (included.Count == 0 && !evenEmpty)
        {
            return null;
        }

        extrinsics.AddRange(included.Select(static transaction => transaction.Extrinsic));
        (byte[] header, StateView state) = execution.Complete();
        return new Block(header, extrinsics, state, timestamp);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Inherents(BlockExecution execution, ulong timestamp)
    {
        foreach (byte[] inherent in execution.InherentExtrinsics(InherentData.Encode(timestamp)))
        {
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
