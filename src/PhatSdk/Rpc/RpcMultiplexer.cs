using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>Tells the messages of one wire apart: which answer is whose, which notification belongs to which subscription. Sends nothing. Safe for several threads.</summary>
/// <param name="endpoint">Where the wire leads, for errors.</param>
/// <param name="mostWaitingNotifications">The most notifications that wait for the reader of a subscription.</param>
internal sealed class RpcMultiplexer(string endpoint, int mostWaitingNotifications)
{
    /// <summary>A node may notify before it has answered that there is a subscription; so many wait for the answer.</summary>
    private const int MostEarlyNotifications = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, PendingRequest> _pending = [];
    private readonly Dictionary<string, SubscribedFeed> _feeds = new(StringComparer.Ordinal);
    private readonly List<(string Id, JsonElement Notification)> _early = [];
    private ulong _lastId;
    private int _subscribing;
    private RpcConnectionException? _broken;

    /// <summary>How many requests wait for an answer.</summary>
    public int PendingCount => Locked(() => _pending.Count);

    /// <summary>How many subscriptions there are.</summary>
    public int SubscriptionCount => Locked(() => _feeds.Count);

    /// <summary>Enters a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="parametersJson">Its parameters: a JSON array.</param>
    /// <param name="unsubscribeMethod">What ends the subscription that it makes; null where it makes none.</param>
    /// <exception cref="RpcConnectionException">The wire broke before.</exception>
    public PendingRequest Enter(string method, ReadOnlySpan<byte> parametersJson, string? unsubscribeMethod = null)
    {
        ulong id = Interlocked.Increment(ref _lastId);
        PendingRequest request = new(id, method, Write(id, method, parametersJson), unsubscribeMethod);
        lock (_gate)
        {
            if (_broken is { } broken)
            {
                throw new RpcConnectionException(broken.Message, broken);
            }

            _pending.Add(id, request);
            _subscribing += unsubscribeMethod is null ? 0 : 1;
        }

        return request;
    }

    /// <summary>Nobody waits for a request any longer. One that subscribes stays, to be ended when the node has agreed.</summary>
    /// <returns>What is to be sent: the end of a subscription that the node agreed to meanwhile; null for nothing.</returns>
    public PendingRequest? Abandon(PendingRequest request)
    {
        lock (_gate)
        {
            if (!request.Abandon())
            {
                return request.Feed is not null && _feeds.Remove(KeyOf(request.Subscription)) ? End(request.UnsubscribeMethod!, request.Subscription) : null;
            }

            if (request.UnsubscribeMethod is null)
            {
                _pending.Remove(request.Id);
            }

            return null;
        }
    }

    /// <summary>Forgets a request that was never sent.</summary>
    public void Drop(PendingRequest request)
    {
        lock (_gate)
        {
            if (_pending.Remove(request.Id) && request.UnsubscribeMethod is not null)
            {
                _subscribing--;
            }
        }
    }

    /// <summary>Takes a message off the wire.</summary>
    /// <param name="message">The message, JSON in UTF-8: an answer, a notification, or a batch of them.</param>
    /// <returns>What is to be sent: ends of subscriptions that nobody reads.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public IReadOnlyList<PendingRequest> Take(ReadOnlySpan<byte> message)
    {
        JsonElement root = JsonElement.Parse(message);
        List<PendingRequest> ends = [];
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

        return ends;
    }

    /// <summary>Forgets a subscription; its feed ends.</summary>
    public void Forget(string subscription)
    {
        SubscribedFeed? feed;
        lock (_gate)
        {
            _feeds.Remove(subscription, out feed);
        }

        feed?.End();
    }

    /// <summary>The wire broke: who waits learns of it.</summary>
    public void Break(RpcConnectionException reason)
    {
        PendingRequest[] pending;
        SubscribedFeed[] feeds;
        lock (_gate)
        {
            _broken ??= reason;
            pending = [.. _pending.Values];
            feeds = [.. _feeds.Values];
            _pending.Clear();
            _feeds.Clear();
            _early.Clear();
            _subscribing = 0;
        }

        foreach (PendingRequest request in pending)
        {
            request.Fail(reason);
        }

        foreach (SubscribedFeed feed in feeds)
        {
            feed.End(reason);
        }
    }

    /// <summary>A subscription's id as a key: nodes use numbers as well as texts.</summary>
    public static string KeyOf(JsonElement id) => id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();

    private static ReadOnlyMemory<byte> Write(ulong id, string method, ReadOnlySpan<byte> parametersJson)
    {
        ArrayBufferWriter<byte> buffer = new(method.Length + parametersJson.Length + 64);
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteNumber("id"u8, id);
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        if (parametersJson.IsEmpty)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteRawValue(parametersJson);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private void TakeOne(JsonElement message, List<PendingRequest> ends)
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
            && parameters.TryGetProperty("subscription"u8, out JsonElement subscription)
            && (parameters.TryGetProperty("result"u8, out JsonElement result) || parameters.TryGetProperty("error"u8, out result)))
        {
            TakeNotification(subscription, result, ends);
        }
        else if (message.TryGetProperty("error"u8, out JsonElement error))
        {
            // To no request in particular: the node could not read what was sent, so that some request stays without an answer.
            throw new JsonException($"{endpoint}: the node answered to no request: {error.GetRawText()}");
        }
    }

    private void TakeAnswer(JsonElement message, JsonElement id, List<PendingRequest> ends)
    {
        PendingRequest? request = null;
        lock (_gate)
        {
            if (id.ValueKind == JsonValueKind.Number && id.TryGetUInt64(out ulong number) && _pending.Remove(number, out request))
            {
                _subscribing -= request.UnsubscribeMethod is null ? 0 : 1;
            }

            if (request is null)
            {
                // Abandoned meanwhile.
                return;
            }

            if (request.UnsubscribeMethod is not null && !message.TryGetProperty("error"u8, out _) && message.TryGetProperty("result"u8, out JsonElement agreed))
            {
                Subscribe(request, agreed, ends);
            }

            if (_subscribing == 0)
            {
                _early.Clear();
            }

            Complete(request, message);
        }
    }

    // Within the lock, so that no notification gets in between.
    private void Subscribe(PendingRequest request, JsonElement agreed, List<PendingRequest> ends)
    {
        string key = KeyOf(agreed);
        if (request.Answer.IsCanceled)
        {
            ends.Add(End(request.UnsubscribeMethod!, agreed));
            return;
        }

        SubscribedFeed feed = new(request.Method, request.UnsubscribeMethod!, mostWaitingNotifications);
        _feeds[key] = feed;
        request.Feed = feed;
        request.Subscription = agreed;
        foreach ((string id, JsonElement notification) in _early)
        {
            if (id == key)
            {
                feed.Add(notification);
            }
        }

        _early.RemoveAll(early => early.Id == key);
    }

    private static void Complete(PendingRequest request, JsonElement message)
    {
        if (message.TryGetProperty("error"u8, out JsonElement error) && error.ValueKind == JsonValueKind.Object)
        {
            int code = error.TryGetProperty("code"u8, out JsonElement number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out int value) ? value : 0;
            string text = error.TryGetProperty("message"u8, out JsonElement said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "";
            request.Fail(new RpcResponseException(request.Method, code, text, error.TryGetProperty("data"u8, out JsonElement data) ? data : null));
        }
        else if (message.TryGetProperty("result"u8, out JsonElement result))
        {
            request.Succeed(result);
        }
        else
        {
            request.Fail(new RpcFormatException(request.Method, "neither a result nor an error"));
        }
    }

    private void TakeNotification(JsonElement subscription, JsonElement result, List<PendingRequest> ends)
    {
        string key = KeyOf(subscription);
        lock (_gate)
        {
            if (_feeds.TryGetValue(key, out SubscribedFeed? feed))
            {
                if (!feed.Add(result))
                {
                    _feeds.Remove(key);
                    ends.Add(End(feed.UnsubscribeMethod, subscription));
                }
            }
            else if (_subscribing > 0 && _early.Count < MostEarlyNotifications)
            {
                _early.Add((key, result));
            }
        }
    }

    private PendingRequest End(string unsubscribeMethod, JsonElement subscription)
    {
        ulong id = Interlocked.Increment(ref _lastId);
        return new PendingRequest(id, unsubscribeMethod, Write(id, unsubscribeMethod, Encoding.UTF8.GetBytes($"[{subscription.GetRawText()}]")));
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
