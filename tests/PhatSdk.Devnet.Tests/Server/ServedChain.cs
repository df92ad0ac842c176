using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Server;
using PhatSdk.Devnet.Tests.Rpc;

namespace PhatSdk.Devnet.Tests.Server;

/// <summary>A chain behind a socket, without a cluster, whose inside a test can count.</summary>
internal sealed class ServedChain : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new();

    private ServedChain(RpcChain rpc, DevnetServer server)
    {
        Rpc = rpc;
        Server = server;
    }

    public RpcChain Rpc { get; }

    public DevnetServer Server { get; }

    public static async Task<ServedChain> StartAsync(DevnetServerOptions? options = null, TimeProvider? time = null, RpcDispatcher? dispatcher = null)
    {
        RpcChain rpc = new();
        DevnetServer server = await DevnetServer.ListenAsync(options ?? new DevnetServerOptions(), NullLoggerFactory.Instance, CancellationToken.None);
        server.Serve(dispatcher ?? rpc.Dispatcher, worker: null, time ?? TimeProvider.System);
        return new ServedChain(rpc, server);
    }

    public Task<RpcSocket> ConnectAsync() => RpcSocket.ConnectAsync(Server.WebSocketEndpoint);

    /// <summary>A connection that speaks no HTTP yet.</summary>
    public async Task<TcpClient> ConnectRawAsync(ReadOnlyMemory<byte> first = default)
    {
        TcpClient client = new();
        await client.ConnectAsync(Server.HttpEndpoint.Host, Server.HttpEndpoint.Port);
        await client.GetStream().WriteAsync(first);
        return client;
    }

    public async Task<string> PostAsync(string request)
    {
        using StringContent body = new(request, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await _http.PostAsync(Server.HttpEndpoint, body);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Others are served as if nothing were.</summary>
    public async Task AssertServesOthersAsync()
    {
        Assert.That(await PostAsync("""{"jsonrpc":"2.0","id":1,"method":"system_chain"}"""), Does.Contain("Phat Devnet"));
        await using RpcSocket other = await ConnectAsync();
        Assert.That((await other.CallAsync("system_chain")).GetProperty("result").GetString(), Is.EqualTo("Phat Devnet"));
    }

    /// <summary>Nothing is left of clients that went.</summary>
    public void AssertNothingIsLeft() => Assert.That(
        SpinWait.SpinUntil(() => Server.OpenConnections == 0 && Rpc.Chain.BestBlocks.Followers == 0 && Rpc.Chain.Imported.Followers == 0, Patience),
        Is.True,
        () => $"{Server.OpenConnections} connections, {Rpc.Chain.BestBlocks.Followers} followers");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        await Rpc.DisposeAsync();
    }
}
