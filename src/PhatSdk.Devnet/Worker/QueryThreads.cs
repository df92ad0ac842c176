namespace PhatSdk.Devnet.Worker;

/// <summary>Runs queries, each on a thread of its own, as many at once as there are places; the others wait in a queue.</summary>
/// <remarks>A contract's HTTP request holds its thread, so the pool's threads are no place for it.</remarks>
internal sealed class QueryThreads : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _places;
    private readonly int _placeCount;
    private readonly int _queueLimit;
    private int _inside;

    /// <param name="places">How many run at once.</param>
    /// <param name="queueLimit">How many more may wait.</param>
    public QueryThreads(int places, int queueLimit)
    {
        _places = new SemaphoreSlim(places, places);
        _placeCount = places;
        _queueLimit = queueLimit;
    }

    /// <summary>Runs a query.</summary>
    /// <param name="query">The query; its token is cancelled with the caller's and when this is disposed of.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Whether there was room, and what the query gave.</returns>
    public async Task<(bool HadRoom, T? Value)> RunAsync<T>(Func<CancellationToken, T> query, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > _placeCount + _queueLimit)
        {
            Interlocked.Decrement(ref _inside);
            return (false, default);
        }

        try
        {
            using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
            await _places.WaitAsync(both.Token).ConfigureAwait(false);
            try
            {
                CancellationToken token = both.Token;
                T value = await Task.Factory.StartNew(
                    () => query(token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
                return (true, value);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    /// <summary>Ends all queries and waits for them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        for (int i = 0; i < _placeCount; i++)
        {
            await _places.WaitAsync().ConfigureAwait(false);
        }
    }
}
