namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Answers one <c>chainHead_v1_storage</c>, piece by piece: a client that reads slowly, or wants no more, costs nothing.</summary>
/// <param name="feed">Takes the items.</param>
/// <param name="operation">The operation.</param>
/// <param name="limits">How large a piece may be.</param>
internal sealed class StorageOperation(ChainHeadFeed feed, ChainHeadOperation operation, ChainHeadLimits limits)
{
    /// <summary>Finds and tells all items.</summary>
    public async Task RunAsync(StorageSearch search, IReadOnlyList<StorageQuery> queries)
    {
        // Only a search may make the client ask for more.
        bool mayWait = queries.Any(static query => query.IsSearch);
        List<StorageItem> items = [];
        int bytes = 0;
        foreach (StorageItem item in search.Find(queries))
        {
            if (items.Count >= limits.ItemsAtOnce || bytes >= limits.BytesAtOnce)
            {
                await TellAsync(ChainHeadEvent.StorageItems(operation.Id, items)).ConfigureAwait(false);
                if (mayWait)
                {
                    await operation.WaitForContinueAsync(() => TellAsync(ChainHeadEvent.WaitingForContinue(operation.Id))).ConfigureAwait(false);
                }

                items.Clear();
                bytes = 0;
            }

            operation.Stopping.ThrowIfCancellationRequested();
            items.Add(item);
            bytes += item.Key.Length + item.Content.Length;
        }

        if (items.Count > 0)
        {
            await TellAsync(ChainHeadEvent.StorageItems(operation.Id, items)).ConfigureAwait(false);
        }

        await TellAsync(ChainHeadEvent.StorageDone(operation.Id)).ConfigureAwait(false);
    }

    private Task TellAsync(ReadOnlyMemory<byte> notification) => feed.TellAsync(notification, operation.Stopping).AsTask();
}
