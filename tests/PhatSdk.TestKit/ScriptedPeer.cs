using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace PhatSdk.TestKit;

/// <summary>A client of a <see cref="ScriptedNode"/>.</summary>
public sealed class ScriptedPeer
{
    private readonly TcpClient _client;
    private readonly WebSocket _socket;

    internal ScriptedPeer(TcpClient client, WebSocket socket)
    {
        _client = client;
        _socket = socket;
    }

    /// <summary>Sends a message to it.</summary>
    public Task SendAsync(string json) => _socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Sends bytes that are no frame.</summary>
    public async Task SendGarbageAsync() => await _client.GetStream().WriteAsync(Enumerable.Repeat((byte)0xff, 32).ToArray());

    /// <summary>Closes in order.</summary>
    public Task CloseAsync() => _socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "going", CancellationToken.None);

    /// <summary>Cuts the wire.</summary>
    public void Cut() => _client.Client.Close(0);
}
