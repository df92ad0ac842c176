using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PhatSdk.Devnet.Tests.Server;

/// <summary>A plain client of JSON-RPC on a WebSocket.</summary>
internal sealed class RpcSocket : IAsyncDisposable
{
    private readonly CancellationTokenSource _late = new(ServedChain.Patience);

    private RpcSocket(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public static async Task<RpcSocket> ConnectAsync(Uri endpoint)
    {
        ClientWebSocket socket = new();
        RpcSocket client = new(socket);
        try
        {
            await socket.ConnectAsync(endpoint, client._late.Token);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public ValueTask SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message));

    public ValueTask SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type = WebSocketMessageType.Text, bool endOfMessage = true) =>
        Socket.SendAsync(message, type, endOfMessage, _late.Token);

    public async Task<JsonElement> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await Socket.ReceiveAsync(buffer.AsMemory(), _late.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonElement.Parse(message.ToArray());
    }

    public async Task<JsonElement> CallAsync(string method, string parameters = "[]")
    {
        await SendAsync(Request(method, parameters));
        return await ReceiveAsync();
    }

    public static string Request(string method, string parameters = "[]", int id = 1) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""";

    public ValueTask DisposeAsync()
    {
        Socket.Abort();
        Socket.Dispose();
        _late.Dispose();
        return ValueTask.CompletedTask;
    }
}
