using System.Runtime.CompilerServices;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics.Following;

/// <summary>
/// Finds out by its hash what becomes of an extrinsic: by looking into the node's pool and the blocks of the best chain. For wires that broke, for transports
/// without subscriptions, for nodes that tell nothing. Only reads.
/// </summary>
internal sealed class BlockStatuses(ChainClient chain, ExtrinsicTrace trace, Hash256? toldBlock = null) : IStatusSource
{
    private const int MethodNotFound = -32601;
    private const int LooksUntilMissing = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly AuthorRpc _author = new(chain.Rpc);
    private readonly WirePatience _patience = new(chain.TimeProvider);
    private readonly Dictionary<Hash256, SeenBlock> _seen = [];
    private readonly Queue<ExtrinsicStatus> _untold = new();
    private uint _firstBlock = trace.FirstBlock;
    private Hash256? _block = toldBlock;
    private bool _isReadyTold;
    private bool _canAskPool = true;
    private int _misses;

    /// <summary>Looks until it is seen whether the extrinsic is anywhere, and asks again where the wire breaks meanwhile.</summary>
    public async ValueTask LookAsync(CancellationToken cancellationToken) =>
        await _patience.ReadAsync(LookOnceAsync, cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<ExtrinsicStatus> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_untold.TryDequeue(out ExtrinsicStatus? status))
            {
                yield return status;
                if (status.IsLast)
                {
                    yield break;
                }
            }

            await Task.Delay(Pause, chain.TimeProvider, cancellationToken).ConfigureAwait(false);
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The pool first: what leaves it meanwhile is in a block that is looked into after it. The final head before the best one, which then is not below it.
    private async ValueTask<bool> LookOnceAsync(CancellationToken cancellationToken)
    {
        bool? isInPool = await IsInPoolAsync(cancellationToken).ConfigureAwait(false);
        Hash256 finalHash = await chain.GetFinalizedHeadAsync(cancellationToken).ConfigureAwait(false);
        uint final = (await ReadAsync(finalHash, cancellationToken).ConfigureAwait(false)).Number;
        Hash256 best = await chain.GetBlockHashAsync(null, cancellationToken).ConfigureAwait(false);
        (Hash256 Hash, uint Number)? found = await FindAsync(best, cancellationToken).ConfigureAwait(false);
        Tell(found?.Hash);
        if (found is { } block)
        {
            if (block.Number <= final)
            {
                _untold.Enqueue(new ExtrinsicStatus(ExtrinsicStatusKind.Finalized, block.Hash));
            }
        }
        else
        {
            TellAbsence(isInPool, final);
        }

        return true;
    }

    private void Tell(Hash256? block)
    {
        if (block == _block)
        {
            return;
        }

        if (_block is { } former)
        {
            _untold.Enqueue(new ExtrinsicStatus(ExtrinsicStatusKind.Retracted, former));
            _isReadyTold = false;
        }

        if (block is { } current)
        {
            _untold.Enqueue(new ExtrinsicStatus(ExtrinsicStatusKind.InBlock, current));
        }

        _block = block;
    }

    private void TellAbsence(bool? isInPool, uint final)
    {
        // Final blocks were looked into once and for all.
        if (final >= _firstBlock)
        {
            _firstBlock = final + 1;
            foreach (Hash256 old in _seen.Where(pair => pair.Value.Number < final).Select(static pair => pair.Key).ToArray())
            {
                _seen.Remove(old);
            }
        }

        _misses = isInPool == false ? _misses + 1 : 0;
        if (trace.EndBlock is { } end && final + 1UL >= end)
        {
            _untold.Enqueue(new ExtrinsicStatus(ExtrinsicStatusKind.Expired));
        }
        else if (_misses >= LooksUntilMissing)
        {
            _untold.Enqueue(new ExtrinsicStatus(ExtrinsicStatusKind.Missing));
        }
        else if (isInPool == true && !_isReadyTold)
        {
            _isReadyTold = true;
            _untold.Enqueue(new ExtrinsicStatus(ExtrinsicStatusKind.Ready));
        }
    }

    private async ValueTask<bool?> IsInPoolAsync(CancellationToken cancellationToken)
    {
        if (!_canAskPool)
        {
            return null;
        }

        try
        {
            byte[][] pending = await _author.PendingExtrinsicsAsync(cancellationToken).ConfigureAwait(false);
            return Array.Exists(pending, extrinsic => Blake2b.Hash256(extrinsic) == trace.Hash);
        }
        catch (RpcResponseException exception) when (exception.Code == MethodNotFound)
        {
            _canAskPool = false;
            return null;
        }
    }

    private async ValueTask<(Hash256 Hash, uint Number)?> FindAsync(Hash256 best, CancellationToken cancellationToken)
    {
        (Hash256 Hash, uint Number)? found = null;
        Hash256 hash = best;
        while (true)
        {
            SeenBlock block = await ReadAsync(hash, cancellationToken).ConfigureAwait(false);
            if (block.Number < _firstBlock)
            {
                return found;
            }

            if (block.Holds)
            {
                found = (hash, block.Number);
            }

            if (block.Number == 0)
            {
                return found;
            }

            hash = block.Parent;
        }
    }

    private async ValueTask<SeenBlock> ReadAsync(Hash256 hash, CancellationToken cancellationToken)
    {
        if (!_seen.TryGetValue(hash, out SeenBlock block))
        {
            BlockBody body = await chain.GetBlockAsync(hash, cancellationToken).ConfigureAwait(false);
            bool holds = body.Extrinsics.Any(extrinsic => Blake2b.Hash256(extrinsic) == trace.Hash);
            block = new SeenBlock(body.Header.Number, body.Header.ParentHash, holds);
            _seen[hash] = block;
        }

        return block;
    }

    private readonly record struct SeenBlock(uint Number, Hash256 Parent, bool Holds);
}
