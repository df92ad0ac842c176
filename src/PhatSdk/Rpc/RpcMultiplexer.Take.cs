using System.Text.Json;

namespace PhatSdk.Rpc;

internal sealed partial class RpcMultiplexer
{
    /// <summary>A node may notify before it has answered that there is a subscription; so many wait for the answer.</summary>
    private const int MostEarlyNotifications = 256;

    private readonly List<(string Id, JsonElement Notification)> _early = [];
    private bool _hasLostEarly;
    private int _subscribing;

    /// <summary>Takes a message off the wire.</summary>
    /// <param name="message">The message, JSON in UTF-8: an answer, a notification, or a batch of them.</param>
    /// <returns>What is to be sent: ends of subscriptions that nobody reads.</returns>
    /// <exception cref="JsonException">It is no message of JSON-RPC, or an error of which it does not tell to what.</exception>
    public IReadOnlyList<OutgoingMessage> Take(ReadOnlySpan<byte> message)
    {
        JsonElement root = JsonElement.Parse(message);
        List<OutgoingMessage> ends = [];
        try
        {
            if (root.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in root.EnumerateArray())
                {
                    TakeOne(item, ends);
                }
            }
            else
            {
                TakeOne(root, ends);
            }
        }
        catch (InvalidOperationException cause)
        {
            // A text with half a surrogate pair.
            throw new JsonException($"{endpoint}: the node sent a text that is none: {cause.Message}", cause);
        }

        return ends;
    }

    private void TakeOne(JsonElement message, List<OutgoingMessage> ends)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"{endpoint}: the node sent {message.ValueKind} for a message");
        }

        if (message.TryGetProperty("id"u8, out JsonElement id) && id.ValueKind is not JsonValueKind.Null)
        {
            TakeAnswer(message, id, ends);
        }
        else if (message.TryGetProperty("params"u8, out JsonElement parameters)
            && parameters.ValueKind == JsonValueKind.Object
            && parameters.TryGetProperty("subscription"u8, out JsonElement subscription))
        {
            TakeNotification(KeyOf(subscription), parameters, ends);
        }
        else if (IsError(message, out JsonElement error))
        {
            TakeErrorWithoutId(error);
        }
    }

    private void TakeAnswer(JsonElement message, JsonElement id, List<OutgoingMessage> ends)
    {
        lock (_gate)
        {
            if (id.ValueKind != JsonValueKind.Number || !id.TryGetUInt64(out ulong number) || !_pending.Remove(number, out PendingRequest? request))
            {
                // Abandoned meanwhile, or answered before.
                return;
            }

            if (IsError(message, out JsonElement error))
            {
                request.Fail(ToException(request.Method, error));
            }
            else if (!message.TryGetProperty("result"u8, out JsonElement result))
            {
                request.Fail(new RpcFormatException(request.Method, "neither a result nor an error"));
            }
            else if (request.UnsubscribeMethod is null)
            {
                request.Succeed(result);
            }
            else
            {
                Subscribe(request, request.UnsubscribeMethod, result, ends);
            }

            if (request.UnsubscribeMethod is not null)
            {
                EndSubscribing();
            }
        }
    }

    // Within the lock, so that no notification gets in between.
    private void Subscribe(PendingRequest request, string unsubscribeMethod, JsonElement id, List<OutgoingMessage> ends)
    {
        if (id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            request.Fail(new RpcFormatException(request.Method, $"{id.ValueKind} for the id of a subscription"));
            return;
        }

        if (request.Answer.IsCanceled)
        {
            ends.Add(RpcMessages.End(NextId(), unsubscribeMethod, id));
            return;
        }

        string key = KeyOf(id);
        if (_feeds.Remove(key, out SubscribedFeed? before))
        {
            before.End(new RpcConnectionException($"{endpoint}: {before.Method}: the node gave subscription {key} away"));
        }

        SubscribedFeed feed = new(id, request.Method, unsubscribeMethod, mostWaitingNotifications);
        _feeds[key] = feed;
        request.Feed = feed;
        foreach ((string early, JsonElement notification) in _early)
        {
            if (early == key)
            {
                Add(feed, key, notification, ends);
            }
        }

        _early.RemoveAll(early => early.Id == key);
        if (_hasLostEarly && _feeds.Remove(key))
        {
            feed.End(new RpcConnectionException($"{endpoint}: {request.Method}: the node told more than {MostEarlyNotifications} notifications before its answer"));
            ends.Add(RpcMessages.End(NextId(), feed));
        }

        request.Succeed(id);
    }

    private void TakeNotification(string key, JsonElement parameters, List<OutgoingMessage> ends)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(key, out SubscribedFeed? feed))
            {
                if (_subscribing > 0 && parameters.TryGetProperty("result"u8, out JsonElement early))
                {
                    Keep(key, early);
                }
            }
            else if (parameters.TryGetProperty("result"u8, out JsonElement result))
            {
                Add(feed, key, result, ends);
            }
            else
            {
                _feeds.Remove(key);
                string reason = parameters.TryGetProperty("error"u8, out JsonElement error) ? error.GetRawText() : "without a reason";
                feed.End(new RpcConnectionException($"{endpoint}: {feed.Method}: the node ended the subscription: {reason}"));
            }
        }
    }

    private void Add(SubscribedFeed feed, string key, JsonElement notification, List<OutgoingMessage> ends)
    {
        if (_feeds.ContainsKey(key) && !feed.Add(notification))
        {
            _feeds.Remove(key);
            ends.Add(RpcMessages.End(NextId(), feed));
        }
    }

    private void Keep(string key, JsonElement notification)
    {
        if (_early.Count < MostEarlyNotifications)
        {
            _early.Add((key, notification));
        }
        else
        {
            _hasLostEarly = true;
        }
    }

    /// <summary>A node that could not read what was sent does not know the id. Only a batch as a whole may be refused without one.</summary>
    private void TakeErrorWithoutId(JsonElement error)
    {
        lock (_gate)
        {
            PendingRequest[] pending = [.. _pending.Values];
            if (pending.Length == 0 || pending[0].Batch == 0 || _hasAbandonedBatch || pending.Any(request => request.Batch != pending[0].Batch))
            {
                throw new JsonException($"{endpoint}: the node answered an error to no request in particular: {error.GetRawText()}");
            }

            foreach (PendingRequest request in pending)
            {
                _pending.Remove(request.Id);
                request.Fail(ToException(request.Method, error));
            }
        }
    }

    private void EndSubscribing()
    {
        if (--_subscribing == 0)
        {
            ForgetEarly();
        }
    }

    private void ForgetEarly()
    {
        _early.Clear();
        _hasLostEarly = false;
    }

    private static bool IsError(JsonElement message, out JsonElement error) =>
        message.TryGetProperty("error"u8, out error) && error.ValueKind == JsonValueKind.Object;

    private static RpcResponseException ToException(string method, JsonElement error)
    {
        int code = error.TryGetProperty("code"u8, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int value) ? value : 0;
        string text = error.TryGetProperty("message"u8, out JsonElement said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "";
        return new RpcResponseException(method, code, text, error.TryGetProperty("data"u8, out JsonElement data) ? data : null);
    }
}
