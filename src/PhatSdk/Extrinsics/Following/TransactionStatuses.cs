using System.Runtime.CompilerServices;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Extrinsics.Following;

/// <summary>What a node tells that watches an extrinsic by <c>transactionWatch_v1_submitAndWatch</c>, in the words of the other family.</summary>
internal sealed class TransactionStatuses(RpcSubscription<TransactionEvent> subscription) : IStatusSource
{
    private const string Method = "transactionWatch_v1_submitAndWatch";

    private Hash256? _block;
    private ExtrinsicStatus? _first;

    /// <summary>Why the node did not take the extrinsic; null where it did. Waits for the node's first word.</summary>
    public async ValueTask<string?> ReadRefusalAsync(CancellationToken cancellationToken)
    {
        await foreach (TransactionEvent told in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            _first = Translate(told);
            return _first.Kind is ExtrinsicStatusKind.Invalid or ExtrinsicStatusKind.Dropped ? told.Error ?? told.Event : null;
        }

        throw new RpcConnectionException("the node ended the watch of an extrinsic before it told anything");
    }

    public async IAsyncEnumerable<ExtrinsicStatus> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_first is { } first)
        {
            _first = null;
            yield return first;
        }

        await foreach (TransactionEvent told in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Translate(told);
        }
    }

    public ValueTask DisposeAsync() => subscription.DisposeAsync();

    private ExtrinsicStatus Translate(TransactionEvent told)
    {
        switch (told.Event)
        {
            case "validated":
                return new ExtrinsicStatus(ExtrinsicStatusKind.Ready);
            case "broadcasted":
                return new ExtrinsicStatus(ExtrinsicStatusKind.Broadcast);
            case "bestChainBlockIncluded" when told.Block is { } block:
                _block = block.Hash.Hash;
                return new ExtrinsicStatus(ExtrinsicStatusKind.InBlock, _block);
            case "bestChainBlockIncluded":
                return new ExtrinsicStatus(ExtrinsicStatusKind.Retracted, _block ?? default(Hash256));
            case "finalized":
                TransactionBlock last = told.Block ?? throw new RpcFormatException(Method, "a transaction is final in no block");
                return new ExtrinsicStatus(ExtrinsicStatusKind.Finalized, last.Hash.Hash);
            case "invalid":
                return new ExtrinsicStatus(ExtrinsicStatusKind.Invalid);
            case "dropped" or "error":
                return new ExtrinsicStatus(ExtrinsicStatusKind.Dropped);
            default:
                throw new RpcFormatException(Method, $"\"{told.Event}\" is no event of a transaction");
        }
    }
}
