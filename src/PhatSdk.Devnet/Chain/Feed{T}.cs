using System.Threading.Channels;

namespace PhatSdk.Devnet.Chain;

/// <summary>Tells everyone who follows of what happens, in order. Safe for several threads.</summary>
/// <typeparam name="T">What is told: a block, an event of the chain.</typeparam>
/// <param name="first">What who follows hears first: how things stand.</param>
internal sealed class Feed<T>(T first)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Follower<T>> _followers = [];
    private T _first = first;
    private bool _isClosed;

    /// <summary>How many follow.</summary>
    public int Followers
    {
        get
        {
            lock (_gate)
            {
                return _followers.Count;
            }
        }
    }

    /// <summary>Follows: first comes how things stand, then each new item. Nothing is left out for who is slow.</summary>
    public Follower<T> Follow()
    {
        Channel<T> items = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
        Follower<T> follower = new(items, Forget);
        lock (_gate)
        {
            items.Writer.TryWrite(_first);
            if (_isClosed)
            {
                items.Writer.Complete();
            }
            else
            {
                _followers.Add(follower);
            }
        }

        return follower;
    }

    /// <summary>Tells of an item, which is also how things stand from now on.</summary>
    public void Publish(T item) => Publish([item], item);

    /// <summary>Tells of items, all of them or none to who begins to follow meanwhile.</summary>
    /// <param name="items">The items.</param>
    /// <param name="first">How things stand after them.</param>
    public void Publish(IReadOnlyList<T> items, T first)
    {
        lock (_gate)
        {
            _first = first;
            foreach (Follower<T> follower in _followers)
            {
                foreach (T item in items)
                {
                    follower.Tell(item);
                }
            }
        }
    }

    /// <summary>Nothing comes any longer.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (Follower<T> follower in _followers)
            {
                follower.Complete();
            }

            _followers.Clear();
        }
    }

    private void Forget(Follower<T> follower)
    {
        lock (_gate)
        {
            _followers.Remove(follower);
        }
    }
}
