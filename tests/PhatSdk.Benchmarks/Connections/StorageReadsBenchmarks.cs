using System.Net.WebSockets;
using System.Text;
using BenchmarkDotNet.Attributes;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.Connections;

/// <summary>10,000 reads of 32 bytes of the state over one WebSocket, as many on their way as the options let.</summary>
public class StorageReadsBenchmarks
{
    private const int Count = 10_000;

    private static readonly byte[] Key = new byte[80];

    private readonly byte[] _buffer = new byte[64 * 1024];
    private ScriptedNode _node = null!;
    private ClientWebSocket _socket = null!;
    private WebSocketConnection _connection = null!;

    [GlobalSetup]
    public async Task Start()
    {
        string value = $"\"0x{new string('5', 64)}\"";
        _node = new ScriptedNode { KeepsReceived = false }.Answer(_ => value);
        _socket = new ClientWebSocket();
        await _socket.ConnectAsync(_node.Endpoint, CancellationToken.None);
        _connection = await WebSocketConnection.ConnectAsync(_node.Endpoint);
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        _socket.Dispose();
        await _connection.DisposeAsync();
        await _node.DisposeAsync();
    }

    /// <summary>The same messages on a bare socket, whose answers are only counted.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> BareSocket()
    {
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < Count; i++)
            {
                string message = $"{{\"jsonrpc\":\"2.0\",\"id\":{i},\"method\":\"state_getStorage\",\"params\":[\"0x{Convert.ToHexStringLower(Key)}\"]}}";
                await _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        });
        int answers = 0;
        while (answers < Count)
        {
            answers += (await _socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None)).EndOfMessage ? 1 : 0;
        }

        await sending;
        return answers;
    }

    [Benchmark]
    public async Task<int> Pipelined()
    {
        StateRpc state = new(new RpcClient(_connection));
        byte[]?[] values = await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => state.GetStorageAsync(Key).AsTask()));
        return values.Sum(static value => value!.Length);
    }

    [Benchmark]
    public async Task<int> BatchesOfHundred()
    {
        ReadOnlyMemory<byte> parameters = new RpcParameters().AddHex(Key).ToJson();
        RpcRequest[] requests = [.. Enumerable.Repeat(new RpcRequest("state_getStorage", parameters), 100)];
        IReadOnlyList<RpcOutcome>[] batches = await Task.WhenAll(Enumerable.Range(0, Count / requests.Length).Select(_ => _connection.SendBatchAsync(requests, CancellationToken.None).AsTask()));
        return batches.Sum(static batch => batch.Count);
    }
}
