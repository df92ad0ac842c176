using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

[CancelAfter(60_000)]
internal sealed class WebSocketConnectionTests
{
    private static readonly ReadOnlyMemory<byte> None = new RpcParameters().ToJson();

    [Test]
    public async Task AnswersFindTheirRequestsInAnyOrder(CancellationToken cancellationToken)
    {
        List<JsonElement> asked = [];
        await using ScriptedNode node = new();
        node.OnMessage = async (peer, message) =>
        {
            asked.Add(message);
            if (asked.Count == 3)
            {
                asked.Reverse();
                foreach (JsonElement request in asked)
                {
                    await peer.SendAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{request.GetProperty("id")},\"result\":{request.GetProperty("params")[0].GetRawText()}}}");
                }
            }
        };
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);

        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(
            i => connection.SendAsync("m", new RpcParameters().Add((uint)i).ToJson(), cancellationToken).AsTask()));

        Assert.That(answers.Select(answer => answer.GetInt32()), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(connection.Load, Is.EqualTo((0, 0)));
        Assert.That(connection.IsBroken, Is.False);
    }

    [Test]
    public async Task ErrorHasCodeMessageAndData(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        node.OnMessage = (peer, message) =>
            peer.SendAsync($"{{\"id\":{message.GetProperty("id")},\"error\":{{\"code\":1010,\"message\":\"Invalid Transaction\",\"data\":\"stale\"}}}}");
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);

        RpcResponseException error = Assert.ThrowsAsync<RpcResponseException>(async () => await connection.SendAsync("m", None, cancellationToken))!;

        Assert.That((error.Method, error.Code, error.ErrorMessage, error.ErrorData!.Value.GetString()), Is.EqualTo(("m", 1010, "Invalid Transaction", "stale")));
    }

    [Test]
    public async Task BatchIsOneMessageWithAnOutcomeForEachRequest(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        node.OnMessage = (peer, message) => peer.SendAsync(
            $"[{{\"id\":{message[1].GetProperty("id")},\"error\":{{\"code\":-1,\"message\":\"no\"}}}},{{\"id\":{message[0].GetProperty("id")},\"result\":7}}]");
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);

        IReadOnlyList<RpcOutcome> outcomes = await connection.SendBatchAsync([new RpcRequest("a", None), new RpcRequest("b", default)], cancellationToken);

        Assert.That(outcomes[0].Result.GetInt32(), Is.EqualTo(7));
        Assert.That(outcomes[1].Error, Is.TypeOf<RpcResponseException>().With.Property("Code").EqualTo(-1).And.Property("Method").EqualTo("b"));
        Assert.That(connection.Load.Pending, Is.Zero);
    }

    [Test]
    public async Task BatchThatIsRefusedAsAWholeGivesEachRequestTheError(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        node.OnMessage = (peer, _) => peer.SendAsync("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32010,\"message\":\"The batch request was too large\"}}");
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);

        IReadOnlyList<RpcOutcome> outcomes = await connection.SendBatchAsync([new RpcRequest("a", None), new RpcRequest("b", None)], cancellationToken);

        Assert.That(outcomes.Select(outcome => ((RpcResponseException)outcome.Error!).Code), Is.EqualTo(new[] { -32010, -32010 }));
        Assert.That(connection.IsBroken, Is.False);
    }

    [Test]
    public async Task CancelledRequestLeavesNothingBehind(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new ScriptedNode().Answer(method => method == "answered" ? "1" : null);
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);
        using CancellationTokenSource cancelling = new();
        Task<JsonElement> request = connection.SendAsync("silent", None, cancelling.Token).AsTask();
        Task<IReadOnlyList<RpcOutcome>> batch = connection.SendBatchAsync([new RpcRequest("silent", None), new RpcRequest("silent", None)], cancelling.Token).AsTask();
        Assert.That(connection.Load.Pending, Is.EqualTo(3));

        await cancelling.CancelAsync();

        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await batch, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(connection.Load.Pending, Is.Zero);
        Assert.That((await connection.SendAsync("answered", None, cancellationToken)).GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task SubscriptionAgreedAfterCancellationIsEnded(CancellationToken cancellationToken)
    {
        TaskCompletionSource<(ScriptedPeer Peer, JsonElement Id)> asked = new();
        TaskCompletionSource<string> ended = new();
        await using ScriptedNode node = new();
        node.OnMessage = (peer, message) =>
        {
            if (message.GetProperty("method").ValueEquals("unsub"))
            {
                ended.SetResult(message.GetProperty("params").GetRawText());
            }
            else
            {
                asked.SetResult((peer, message.GetProperty("id")));
            }

            return Task.CompletedTask;
        };
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);
        using CancellationTokenSource cancelling = new();
        Task<RpcSubscription> subscribing = connection.SubscribeAsync("sub", "unsub", None, cancelling.Token).AsTask();
        (ScriptedPeer peer, JsonElement id) = await asked.Task;

        await cancelling.CancelAsync();
        Assert.That(async () => await subscribing, Throws.InstanceOf<OperationCanceledException>());
        await peer.SendAsync($"{{\"id\":{id},\"result\":\"s1\"}}");

        Assert.That(await ended.Task.WaitAsync(cancellationToken), Is.EqualTo("[\"s1\"]"));
        Assert.That(connection.Load, Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task NotificationBeforeTheAnswerIsNotLost(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        node.OnMessage = async (peer, message) =>
        {
            await peer.SendAsync("{\"method\":\"n\",\"params\":{\"subscription\":5,\"result\":\"early\"}}");
            await peer.SendAsync($"{{\"id\":{message.GetProperty("id")},\"result\":5}}");
            await peer.SendAsync("{\"method\":\"n\",\"params\":{\"subscription\":5,\"result\":\"late\"}}");
        };
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);
        RpcSubscription subscription = await connection.SubscribeAsync("sub", "unsub", None, cancellationToken);

        Assert.That(subscription.Id, Is.EqualTo("5"));
        Assert.That(await subscription.ReadAllAsync(cancellationToken).Take(2).Select(element => element.GetString()).ToListAsync(cancellationToken), Is.EqualTo(new[] { "early", "late" }));
    }

    [Test]
    public async Task ReaderThatIsTooSlowIsToldSo(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        TaskCompletionSource ended = new();
        node.OnMessage = async (peer, message) =>
        {
            if (message.GetProperty("method").ValueEquals("unsub"))
            {
                ended.SetResult();
                return;
            }

            await peer.SendAsync($"{{\"id\":{message.GetProperty("id")},\"result\":\"s\"}}");
            for (int i = 0; i < 4; i++)
            {
                await peer.SendAsync($"{{\"method\":\"n\",\"params\":{{\"subscription\":\"s\",\"result\":{i}}}}}");
            }
        };
        WebSocketConnectionOptions options = new() { MaxWaitingNotifications = 3 };
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, options, cancellationToken);
        RpcSubscription subscription = await connection.SubscribeAsync("sub", "unsub", None, cancellationToken);
        await ended.Task.WaitAsync(cancellationToken);

        List<int> read = [];
        Assert.That(
            async () =>
            {
                await foreach (JsonElement element in subscription.ReadAllAsync(cancellationToken))
                {
                    read.Add(element.GetInt32());
                }
            },
            Throws.TypeOf<RpcConnectionException>().With.Message.Contains("3 notifications"));
        Assert.That(read, Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(connection.IsBroken, Is.False);
    }

    [Test]
    public async Task MoreSubscriptionsThanAllowedAreRefused(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new ScriptedNode().Answer(_ => "\"s\"");
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(
            node.Endpoint, new WebSocketConnectionOptions { MaxSubscriptions = 1 }, cancellationToken);
        RpcSubscription first = await connection.SubscribeAsync("sub", "unsub", None, cancellationToken);

        Assert.ThrowsAsync<InvalidOperationException>(async () => await connection.SubscribeAsync("sub", "unsub", None, cancellationToken));
        await first.DisposeAsync();
        await using RpcSubscription second = await connection.SubscribeAsync("sub", "unsub", None, cancellationToken);

        Assert.That(node.Methods, Is.EqualTo(new[] { "sub", "unsub", "sub" }));
    }

    [Test]
    public async Task RequestIsAnsweredInTimeOrFails(CancellationToken cancellationToken)
    {
        FakeTimeProvider time = new();
        await using ScriptedNode node = new();
        TaskCompletionSource asked = new();
        node.OnMessage = (_, _) =>
        {
            asked.SetResult();
            return Task.CompletedTask;
        };
        WebSocketConnectionOptions options = new() { TimeProvider = time, RequestTimeout = TimeSpan.FromSeconds(7) };
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, options, cancellationToken);
        Task<JsonElement> request = connection.SendAsync("m", None, cancellationToken).AsTask();
        await asked.Task;

        time.Advance(TimeSpan.FromSeconds(7));

        RpcConnectionException error = Assert.ThrowsAsync<RpcConnectionException>(async () => await request)!;
        Assert.That((error.IsTimeout, connection.IsBroken, connection.Load.Pending), Is.EqualTo((true, false, 0)));
    }

    [Test]
    public async Task RequestsBeyondTheMostWaitForAPlace(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        WebSocketConnectionOptions options = new() { MaxPendingRequests = 1 };
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, options, cancellationToken);
        using CancellationTokenSource cancelling = new();
        Task<JsonElement> first = connection.SendAsync("a", None, cancelling.Token).AsTask();
        Task<JsonElement> second = connection.SendAsync("b", None, cancellationToken).AsTask();
        Assert.That(connection.Load.Pending, Is.EqualTo(1));

        node.Answer(method => method == "b" ? "2" : null);
        await cancelling.CancelAsync();

        Assert.That((await second).GetInt32(), Is.EqualTo(2));
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("this is no JSON")]
    [TestCase("7")]
    [TestCase("[[]]")]
    [TestCase("{\"method\":\"n\",\"params\":{\"subscription\":\"\\ud800\",\"result\":1}}")]
    [TestCase("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}")]
    public async Task UnreadableMessageBreaksTheWireAndEveryWaitEnds(string message, CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new ScriptedNode().Answer(method => method == "sub" ? "\"s\"" : null);
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);
        ScriptedPeer peer = await node.NextPeerAsync();
        RpcSubscription subscription = await connection.SubscribeAsync("sub", "unsub", None, cancellationToken);
        Task<JsonElement> request = connection.SendAsync("silent", None, cancellationToken).AsTask();

        await peer.SendAsync(message);

        Assert.ThrowsAsync<RpcConnectionException>(async () => await request);
        Assert.ThrowsAsync<RpcConnectionException>(async () => await subscription.ReadAllAsync(cancellationToken).FirstAsync(cancellationToken));
        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("m", None, cancellationToken));
        await subscription.DisposeAsync();
        Assert.That((connection.IsBroken, connection.Load), Is.EqualTo((true, (0, 0))));
    }

    [TestCase("garbage")]
    [TestCase("cut")]
    [TestCase("close")]
    [TestCase("large")]
    public async Task EveryWaitEndsWhenTheWireEnds(string how, CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        WebSocketConnectionOptions options = new() { MaxMessageSize = 1000 };
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, options, cancellationToken);
        ScriptedPeer peer = await node.NextPeerAsync();
        Task<JsonElement> request = connection.SendAsync("silent", None, cancellationToken).AsTask();

        switch (how)
        {
            case "garbage":
                await peer.SendGarbageAsync();
                break;
            case "cut":
                peer.Cut();
                break;
            case "close":
                await peer.CloseAsync();
                break;
            default:
                await peer.SendAsync($"{{\"id\":1,\"result\":\"{new string('x', 1000)}\"}}");
                break;
        }

        Assert.That(async () => await request, Throws.TypeOf<RpcConnectionException>().With.Message.Contains(node.Endpoint.Authority));
        Assert.That(connection.IsBroken);
    }

    [Test]
    public async Task NodeThatEndsASubscriptionEndsItsReader(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new ScriptedNode().Answer(_ => "\"s\"");
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);
        ScriptedPeer peer = await node.NextPeerAsync();
        await using RpcSubscription subscription = await connection.SubscribeAsync("sub", "unsub", None, cancellationToken);

        await peer.SendAsync("{\"method\":\"n\",\"params\":{\"subscription\":\"s\",\"error\":\"too slow\"}}");

        Assert.That(
            async () => await subscription.ReadAllAsync(cancellationToken).FirstAsync(cancellationToken),
            Throws.TypeOf<RpcConnectionException>().With.Message.Contains("too slow"));
        Assert.That(connection.Load.Subscriptions, Is.Zero);
    }

    [Test]
    public async Task DisposalEndsEveryWait(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new ScriptedNode().Answer(method => method == "sub" ? "\"s\"" : null);
        WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);
        RpcSubscription subscription = await connection.SubscribeAsync("sub", "unsub", None, cancellationToken);
        Task<JsonElement> request = connection.SendAsync("silent", None, cancellationToken).AsTask();

        await connection.DisposeAsync();
        await connection.DisposeAsync();

        Assert.ThrowsAsync<RpcConnectionException>(async () => await request);
        Assert.ThrowsAsync<RpcConnectionException>(async () => await subscription.ReadAllAsync(cancellationToken).FirstAsync(cancellationToken));
        await subscription.DisposeAsync();
        Assert.ThrowsAsync<ObjectDisposedException>(async () => await connection.SendAsync("m", None, cancellationToken));
    }

    [Test]
    public async Task ParametersThatAreNoJsonAreTheCallersMistake(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);

        Assert.ThrowsAsync<ArgumentException>(async () => await connection.SendAsync("m", "[1"u8.ToArray(), cancellationToken));
        Assert.That(connection.Load.Pending, Is.Zero);
    }

    [TestCase("http://127.0.0.1:1")]
    [TestCase("relative")]
    public void EndpointIsAWebSocketsAddress(string endpoint) => Assert.ThrowsAsync<ArgumentException>(
        async () => await WebSocketConnection.ConnectAsync(new Uri(endpoint, UriKind.RelativeOrAbsolute)));

    [Test]
    public async Task RequestsAreSeenByObservers(CancellationToken cancellationToken)
    {
        await using ScriptedNode node = new();
        node.OnMessage = (peer, message) => peer.SendAsync($"{{\"id\":{message.GetProperty("id")},\"error\":{{\"code\":-5,\"message\":\"no\"}}}}");
        List<(string Instrument, string? Method, string? Error)> measured = [];
        List<Activity> activities = [];
        using MeterListener meters = new() { InstrumentPublished = static (instrument, listener) => { if (instrument.Meter.Name == "PhatSdk") { listener.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => { lock (measured) { measured.Add((instrument.Name, Tag(tags, "rpc.method"), Tag(tags, "error.type"))); } });
        meters.Start();
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == "PhatSdk",
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => { lock (activities) { activities.Add(activity); } },
        };
        ActivitySource.AddActivityListener(listener);
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);

        Assert.ThrowsAsync<RpcResponseException>(async () => await connection.SendAsync("observed_method", None, cancellationToken));

        Assert.That(measured, Has.Member(("rpc.client.call.duration", "observed_method", "-5")));
        Activity activity = activities.Single(activity => activity.OperationName == "observed_method");
        Assert.That((activity.Kind, activity.Status), Is.EqualTo((ActivityKind.Client, ActivityStatusCode.Error)));
        Assert.That(activity.GetTagItem("rpc.system.name"), Is.EqualTo("jsonrpc"));
        Assert.That(activity.GetTagItem("rpc.response.status_code"), Is.EqualTo("-5"));
        Assert.That(activity.GetTagItem("server.port"), Is.EqualTo(node.Endpoint.Port));
    }

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value?.ToString();
            }
        }

        return null;
    }
}
