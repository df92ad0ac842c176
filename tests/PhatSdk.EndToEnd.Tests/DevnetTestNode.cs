using PhatSdk.Devnet;
using PhatSdk.Devnet.Server;
using PhatSdk.Pruntime;
using PhatSdk.Rpc;

namespace PhatSdk.EndToEnd.Tests;

/// <summary>A devnet of the test's own, reached in one of the ways that there are.</summary>
internal sealed class DevnetTestNode : ITestNode
{
    private readonly HttpClient? _http;

    private DevnetTestNode(PhatDevnet devnet)
    {
        Devnet = devnet;
        _http = devnet.Server is null ? null : new HttpClient();
    }

    public PhatDevnet Devnet { get; }

    public IPruntimeTransport Worker => _http is null ? Devnet.Worker : new HttpPruntimeTransport(_http, Devnet.Server!.WorkerEndpoint);

    public static async Task<DevnetTestNode> StartAsync(DevnetWire wire, PhatDevnetOptions? options = null) => new(await PhatDevnet.StartAsync(
        (options ?? new PhatDevnetOptions()) with { Server = wire == DevnetWire.Socket ? new DevnetServerOptions() : null }));

    public async Task<IRpcConnection> ConnectAsync() =>
        Devnet.Server is { } server ? await WebSocketConnection.ConnectAsync(server.WebSocketEndpoint) : Devnet.Connect();

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await Devnet.DisposeAsync();
    }
}
