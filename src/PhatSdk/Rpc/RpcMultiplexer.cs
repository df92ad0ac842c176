using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>Tells the messages of one wire apart: which answer is whose, which notification belongs to which subscription. Sends nothing. Safe for several threads.</summary>
/// <param name="endpoint">Where the wire leads, for errors.</param>
/// <param name="mostSubscriptions">The most subscriptions at once.</param>
/// <param name="mostWaitingNotifications">The most notifications that wait for the reader of a subscription.</param>
internal sealed partial class RpcMultiplexer(string endpoint, int mostSubscriptions, int mostWaitingNotifications)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, PendingRequest> _pending = [];
    private readonly Dictionary<string, SubscribedFeed> _feeds = new(StringComparer.Ordinal);
    private ulong _lastId;
    private bool _hasAbandonedBatch;
    private RpcConnectionException? _broken;

    /// <summary>Whether the wire broke.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_gate)
            {
                return _broken is not null;
            }
        }
    }

    /// <summary>How many requests wait for an answer, and how many subscriptions there are.</summary>
    public (int Pending, int Subscriptions) Load
    {
        get
        {
            lock (_gate)
            {
                return (_pending.Count, _feeds.Count);
            }
        }
    }

    /// <summary>Enters a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="parametersJson">Its parameters: a JSON array.</param>
    /// <param name="unsubscribeMethod">What ends the subscription that it makes; null where it makes none.</param>
    /// <exception cref="ArgumentException">The parameters are no JSON.</exception>
    /// <exception cref="InvalidOperationException">There are as many subscriptions as there may be.</exception>
    /// <exception cref="RpcConnectionException">The wire broke before.</exception>
    public OutgoingMessage Enter(string method, ReadOnlySpan<byte> parametersJson, string? unsubscribeMethod = null)
    {
        PendingRequest request = new(NextId(), method, unsubscribeMethod);
        OutgoingMessage message = new(RpcMessages.Write(request.Id, method, parametersJson), [request]);
        lock (_gate)
        {
            ThrowIfBroken();
            if (unsubscribeMethod is not null)
            {
                if (_feeds.Count + _subscribing >= mostSubscriptions)
                {
                    throw new InvalidOperationException($"{endpoint}: {method}: there are {mostSubscriptions} subscriptions: dispose of one");
                }

                _subscribing++;
            }

            _pending.Add(request.Id, request);
        }

        return message;
    }

    /// <summary>Enters a batch.</summary>
    /// <exception cref="ArgumentException">The parameters of a request are no JSON.</exception>
    /// <exception cref="RpcConnectionException">The wire broke before.</exception>
    public OutgoingMessage Enter(IReadOnlyList<RpcRequest> asked)
    {
        ulong batch = NextId();
        PendingRequest[] requests = [.. asked.Select(request => new PendingRequest(NextId(), request.Method, batch: batch))];
        OutgoingMessage message = new(RpcMessages.Write(requests, asked), requests);
        lock (_gate)
        {
            ThrowIfBroken();
            foreach (PendingRequest request in requests)
            {
                _pending.Add(request.Id, request);
            }
        }

        return message;
    }

    /// <summary>Nobody waits for a message's answers any longer. A request that subscribes stays, to be ended when the node has agreed.</summary>
    /// <returns>What is to be sent: the end of a subscription that the node agreed to meanwhile; null for nothing.</returns>
    public OutgoingMessage? Abandon(OutgoingMessage message)
    {
        OutgoingMessage? end = null;
        lock (_gate)
        {
            foreach (PendingRequest request in message.Requests)
            {
                _hasAbandonedBatch |= request.Batch != 0;
                if (request.Abandon())
                {
                    if (request.UnsubscribeMethod is null)
                    {
                        _pending.Remove(request.Id);
                    }
                }
                else if (request.Feed is { } feed && _feeds.Remove(KeyOf(feed.Id)))
                {
                    feed.End();
                    end = RpcMessages.End(NextId(), feed);
                }
            }
        }

        return end;
    }

    /// <summary>Forgets an abandoned message that was never sent.</summary>
    public void Drop(OutgoingMessage message)
    {
        lock (_gate)
        {
            foreach (PendingRequest request in message.Requests)
            {
                if (_pending.Remove(request.Id) && request.UnsubscribeMethod is not null)
                {
                    EndSubscribing();
                }
            }
        }
    }

    /// <summary>Forgets a subscription; its feed ends.</summary>
    /// <returns>Whether the node is to be told; it is not where the subscription ended before.</returns>
    public bool Forget(SubscribedFeed feed)
    {
        bool isThere;
        lock (_gate)
        {
            string key = KeyOf(feed.Id);
            isThere = _feeds.TryGetValue(key, out SubscribedFeed? known) && known == feed && _feeds.Remove(key);
        }

        feed.End();
        return isThere;
    }

    /// <summary>The wire broke: who waits learns of it.</summary>
    /// <returns>Whether it was whole before.</returns>
    public bool Break(RpcConnectionException reason)
    {
        PendingRequest[] pending;
        SubscribedFeed[] feeds;
        bool wasWhole;
        lock (_gate)
        {
            wasWhole = _broken is null;
            _broken ??= reason;
            pending = [.. _pending.Values];
            feeds = [.. _feeds.Values];
            _pending.Clear();
            _feeds.Clear();
            _subscribing = 0;
            ForgetEarly();
        }

        foreach (PendingRequest request in pending)
        {
            request.Fail(reason);
        }

        foreach (SubscribedFeed feed in feeds)
        {
            feed.End(reason);
        }

        return wasWhole;
    }

    /// <summary>A subscription's id as a key: nodes use numbers as well as texts.</summary>
    public static string KeyOf(JsonElement id) => id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();

    private ulong NextId() => Interlocked.Increment(ref _lastId);

    private void ThrowIfBroken()
    {
        if (_broken is { } broken)
        {
            throw new RpcConnectionException(broken.Message, broken);
        }
    }
}
