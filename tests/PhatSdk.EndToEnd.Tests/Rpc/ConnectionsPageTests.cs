using PhatSdk.Chain;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Server;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.EndToEnd.Tests.Rpc;

/// <summary>The code of docs/connections.md, run.</summary>
internal sealed class ConnectionsPageTests
{
    private PhatDevnet _devnet = null!;

    [SetUp]
    public async Task Start() => _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Server = new DevnetServerOptions() });

    [TearDown]
    public async Task Stop() => await _devnet.DisposeAsync();

    [Test]
    public async Task Connect()
    {
        Uri node = _devnet.Server!.WebSocketEndpoint;
        #region connect
        await using ChainClient chain = await ChainClient.ConnectAsync(new ReconnectingConnection(RpcEndpoint.WebSocket(node)));
        #endregion
        Assert.That(chain.GenesisHash, Is.EqualTo(_devnet.GenesisHash));
    }

    [Test]
    public async Task Failover()
    {
        Uri first = new("ws://127.0.0.1:1");
        Uri second = _devnet.Server!.WebSocketEndpoint;
        #region failover
        await using FailoverConnection connection = new([RpcEndpoint.WebSocket(first), RpcEndpoint.WebSocket(second)]);
        string name = await new SystemRpc(new RpcClient(connection)).GetChainAsync();
        #endregion
        Assert.That(name, Is.Not.Empty);
    }

    [Test]
    public async Task HttpRequests()
    {
        Uri node = _devnet.Server!.HttpEndpoint;
        #region http
        using HttpClient http = new();
        await using HttpConnection connection = new(http, node);
        Hash256 head = await new ChainRpc(new RpcClient(connection)).GetFinalizedHeadAsync();
        #endregion
        Assert.That(head, Is.EqualTo(_devnet.GenesisHash));
        Assert.ThrowsAsync<NotSupportedException>(async () => await new ChainRpc(new RpcClient(connection)).SubscribeNewHeadsAsync());
        IReadOnlyList<RpcOutcome> outcomes = await connection.SendBatchAsync(
            [new RpcRequest("system_chain", default), new RpcRequest("no_such_method", default), new RpcRequest("system_name", default)], CancellationToken.None);
        Assert.That(outcomes.Select(outcome => outcome.Error is null), Is.EqualTo(new[] { true, false, true }));
    }

    [Test]
    public async Task BrokenSubmission()
    {
        await using ReconnectingConnection connection = new(new RpcEndpoint(
            "node", _ => Task.FromResult<IRpcConnection>(new FakeRpcConnection().Answer("chain_getBlockHash", "\"0x00\"").Fail("author_submitExtrinsic", new RpcConnectionException("cut")))));
        AuthorRpc author = new(new RpcClient(connection));
        byte[] extrinsic = [4];
        bool isKnown = true;
        #region submit
        try
        {
            await author.SubmitExtrinsicAsync(extrinsic);
        }
        catch (RpcConnectionException)
        {
            // Sent once, and perhaps taken: look for its hash in the pool and in the next blocks before you send another.
            isKnown = false;
        }
        #endregion
        Assert.That(isKnown, Is.False);
    }
}
