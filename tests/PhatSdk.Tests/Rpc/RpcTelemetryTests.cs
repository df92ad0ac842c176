using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

/// <summary>What observers see of connections that break and of subscriptions; of requests, <see cref="WebSocketConnectionTests"/> tells.</summary>
[CancelAfter(60_000)]
internal sealed class RpcTelemetryTests
{
    private static readonly ReadOnlyMemory<byte> None = new RpcParameters().ToJson();

    [Test]
    public async Task ReconnectionIsCountedAndLogged(CancellationToken cancellationToken)
    {
        using Measured reconnections = new("phatsdk.rpc.reconnections");
        Logged logged = new();
        await using ScriptedNode node = new();
        int reads = 0;
        node.OnMessage = async (peer, message) =>
        {
            string method = message.GetProperty("method").GetString()!;
            if (method == "state_getStorage" && ++reads == 1)
            {
                peer.Cut();
                return;
            }

            await peer.SendAsync(Answer(message, method == "state_getStorage" ? "\"0x07\"" : "\"0x01\""));
        };
        RpcEndpoint endpoint = new(
            "node", async token => await WebSocketConnection.ConnectAsync(node.Endpoint, new WebSocketConnectionOptions { LoggerFactory = logged }, token));
        await using ReconnectingConnection connection = new(
            endpoint, new ReconnectionOptions { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1), LoggerFactory = logged });

        JsonElement value = await connection.SendAsync("state_getStorage", None, cancellationToken);

        Assert.That(value.GetString(), Is.EqualTo("0x07"));
        Assert.That(reconnections.Sum(), Is.EqualTo(1));
        Assert.That(logged.Lines.Count(line => line == "Information node: connected"), Is.EqualTo(2));
        Assert.That(logged.Lines, Has.Some.StartsWith($"Warning {node.Endpoint.Authority}: the connection broke: "));
        Assert.That(logged.Lines, Has.Exactly(1).StartsWith("Information state_getStorage: sent 1 times, and the connection broke: ").And.EndsWith("it is a read and is sent again"));
    }

    [Test]
    public async Task NodeThatIsDownIsLogged(CancellationToken cancellationToken)
    {
        Logged logged = new();
        RpcEndpoint endpoint = new("node", _ => Task.FromException<IRpcConnection>(new RpcConnectionException("node is down")));
        await using ReconnectingConnection connection = new(endpoint, new ReconnectionOptions
        {
            FirstDelay = TimeSpan.FromMilliseconds(1),
            MaxDelay = TimeSpan.FromMilliseconds(1),
            GiveUpAfter = TimeSpan.FromMilliseconds(1),
            LoggerFactory = logged,
        });

        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("state_getStorage", None, cancellationToken));

        Assert.That(logged.Lines, Has.Member("Warning node: no connection: node is down"));
    }

    [Test]
    public async Task SubscriptionsAreCountedWhileTheyAreOpen(CancellationToken cancellationToken)
    {
        using Measured subscriptions = new("phatsdk.rpc.subscriptions");
        await using ScriptedNode node = new();
        int ids = 0;
        node.OnMessage = (peer, message) => peer.SendAsync(Answer(message, $"\"s{ids++}\""));
        await using WebSocketConnection connection = await WebSocketConnection.ConnectAsync(node.Endpoint, cancellationToken: cancellationToken);

        RpcSubscription first = await connection.SubscribeAsync("observed_subscribe", "observed_unsubscribe", None, cancellationToken);
        await using RpcSubscription second = await connection.SubscribeAsync("observed_subscribe", "observed_unsubscribe", None, cancellationToken);
        Assert.That(subscriptions.Sum("observed_subscribe"), Is.EqualTo(2));
        await first.DisposeAsync();
        Assert.That(subscriptions.Sum("observed_subscribe"), Is.EqualTo(1));
        await connection.DisposeAsync();

        Assert.That(subscriptions.Sum("observed_subscribe"), Is.Zero, "none is open on a wire that is closed");
    }

    private static string Answer(JsonElement request, string result) => $"{{\"jsonrpc\":\"2.0\",\"id\":{request.GetProperty("id")},\"result\":{result}}}";

    /// <summary>What an instrument counted.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<(long Value, string? Method)> _measured = [];

        public Measured(string instrument)
        {
            _listener.InstrumentPublished = (published, listener) =>
            {
                if (published.Meter.Name == "PhatSdk" && published.Name == instrument)
                {
                    listener.EnableMeasurementEvents(published);
                }
            };
            _listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Add(value, tags));
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(value, tags));
            _listener.Start();
        }

        public long Sum(string? method = null)
        {
            lock (_measured)
            {
                return _measured.Where(one => one.Method == method).Sum(one => one.Value);
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Add(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (_measured)
            {
                _measured.Add((value, tags.Length == 0 ? null : tags[0].Value?.ToString()));
            }
        }
    }

    /// <summary>What was logged: the level and the text.</summary>
    private sealed class Logged : ILoggerFactory, ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add($"{logLevel} {formatter(state, exception)}");
            }
        }

        public void Dispose()
        {
        }
    }
}
