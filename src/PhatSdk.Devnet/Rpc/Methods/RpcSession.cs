using System.Globalization;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>The subscriptions of one connection. Safe for several threads.</summary>
/// <param name="mostSubscriptions">The most that there may be at once.</param>
internal sealed class RpcSession(int mostSubscriptions = RpcSession.MostSubscriptions) : IDisposable
{
    /// <summary>The most subscriptions that a connection may have at once, as a node has it.</summary>
    public const int MostSubscriptions = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RpcFeed> _feeds = [];
    private readonly HashSet<Task> _work = [];
    private ulong _lastId;
    private bool _isClosed;

    /// <summary>How many subscriptions there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _feeds.Count;
            }
        }
    }

    /// <summary>Enters a subscription and gives it its id.</summary>
    /// <exception cref="RpcErrorException">There are too many; <paramref name="feed"/> is closed.</exception>
    public void Open(RpcFeed feed)
    {
        lock (_gate)
        {
            if (!_isClosed && _feeds.Count < mostSubscriptions)
            {
                string id = (++_lastId).ToString(CultureInfo.InvariantCulture);
                feed.Open(id, () => Forget(id));
                _feeds.Add(id, feed);
                return;
            }
        }

        feed.Dispose();
        throw _isClosed ? new ObjectDisposedException(nameof(RpcSession))
            : mostSubscriptions == 0 ? RpcErrorException.NoSubscriptions()
            : RpcErrorException.TooManySubscriptions(mostSubscriptions);
    }

    /// <summary>Enters a subscription and gives it its id, where there are not too many of its kind.</summary>
    /// <param name="feed">The subscription.</param>
    /// <param name="mostOfItsKind">The most of the same type that there may be at once.</param>
    /// <returns>False where there are; <paramref name="feed"/> is closed.</returns>
    /// <exception cref="RpcErrorException">There are too many subscriptions of any kind; <paramref name="feed"/> is closed.</exception>
    public bool TryOpen(RpcFeed feed, int mostOfItsKind)
    {
        lock (_gate)
        {
            if (_feeds.Values.Count(other => other.GetType() == feed.GetType()) < mostOfItsKind)
            {
                Open(feed);
                return true;
            }
        }

        feed.Dispose();
        return false;
    }

    /// <summary>The subscription of an id; null where there is none.</summary>
    public RpcFeed? Find(string id)
    {
        lock (_gate)
        {
            return _feeds.GetValueOrDefault(id);
        }
    }

    /// <summary>Takes note of work that goes on for the connection. It ends soon after <see cref="Dispose"/>.</summary>
    public void Track(Task work)
    {
        lock (_gate)
        {
            _work.Add(work);
        }

        _ = work.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits, after <see cref="Dispose"/>, until nothing goes on for the connection any longer.</summary>
    public async Task WhenIdleAsync()
    {
        Task[] work;
        lock (_gate)
        {
            work = [.. _work];
        }

        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends a subscription.</summary>
    /// <returns>False where there is none of that id.</returns>
    public bool Close(string id)
    {
        RpcFeed? feed;
        lock (_gate)
        {
            if (!_feeds.Remove(id, out feed))
            {
                return false;
            }
        }

        feed.Dispose();
        return true;
    }

    /// <summary>Ends all subscriptions; there come no more.</summary>
    public void Dispose()
    {
        RpcFeed[] feeds;
        lock (_gate)
        {
            _isClosed = true;
            feeds = [.. _feeds.Values];
            _feeds.Clear();
        }

        foreach (RpcFeed feed in feeds)
        {
            feed.Dispose();
        }
    }

    private void Forget(string id)
    {
        lock (_gate)
        {
            _feeds.Remove(id);
        }
    }

    private void Forget(Task work)
    {
        lock (_gate)
        {
            _work.Remove(work);
        }
    }
}
