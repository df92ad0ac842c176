using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace PhatSdk.TestKit;

/// <summary>A node on a loopback socket that says what a test tells it to. Dispose of it to cut all.</summary>
public sealed class ScriptedNode : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly ConcurrentQueue<JsonElement> _received = new();
    private readonly Channel<ScriptedPeer> _peers = Channel.CreateUnbounded<ScriptedPeer>();
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Opens the socket.</summary>
    public ScriptedNode()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What it does with each message. By default nothing.</summary>
    public Func<ScriptedPeer, JsonElement, Task> OnMessage { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Whether it keeps what it was told.</summary>
    public bool KeepsReceived { get; init; } = true;

    /// <summary>Where it is found.</summary>
    public Uri Endpoint => new($"ws://{_listener.LocalEndpoint}/");

    /// <summary>What it was told, in order; the requests of a batch one by one.</summary>
    public IReadOnlyList<JsonElement> Received => [.. _received];

    /// <summary>The methods that it was asked for, in order.</summary>
    public IEnumerable<string> Methods => Received.Select(static message => message.GetProperty("method").GetString()!);

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Answers each request by its method, also in batches, and nothing where there is no result.</summary>
    public ScriptedNode Answer(Func<string, string?> resultOf)
    {
        OnMessage = async (peer, message) =>
        {
            if (message.ValueKind == JsonValueKind.Array)
            {
                await peer.SendAsync($"[{string.Join(',', message.EnumerateArray().Select(request => AnswerTo(request, resultOf)).OfType<string>())}]");
            }
            else if (AnswerTo(message, resultOf) is { } answer)
            {
                await peer.SendAsync(answer);
            }
        };
        return this;
    }

    /// <summary>The next client.</summary>
    public ValueTask<ScriptedPeer> NextPeerAsync() => _peers.Reader.ReadAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private static string? AnswerTo(JsonElement request, Func<string, string?> resultOf) =>
        resultOf(request.GetProperty("method").GetString()!) is { } result
            ? $"{{\"jsonrpc\":\"2.0\",\"id\":{request.GetProperty("id")},\"result\":{result}}}"
            : null;

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_ending.Token);
            Interlocked.Increment(ref _connections);
            _running.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            await ShakeHandsAsync(stream);
            using WebSocket socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
            ScriptedPeer peer = new(client, socket);
            _peers.Writer.TryWrite(peer);
            byte[] buffer = new byte[1 << 20];
            int length = 0;
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), _ending.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                length += part.Count;
                if (part.EndOfMessage)
                {
                    JsonElement message = FakeRpcConnection.Parse(buffer.AsMemory(0, length));
                    length = 0;
                    foreach (JsonElement request in !KeepsReceived ? [] : message.ValueKind == JsonValueKind.Array ? [.. message.EnumerateArray()] : (JsonElement[])[message])
                    {
                        _received.Enqueue(request);
                    }

                    await OnMessage(peer, message);
                }
            }
        }
    }

    private async Task ShakeHandsAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _ending.Token);
            head.Append((char)one[0]);
        }

        string key = head.ToString().Split("\r\n").Single(static line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
#pragma warning disable CA5350 // RFC 6455 has it so.
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), _ending.Token);
    }
}
