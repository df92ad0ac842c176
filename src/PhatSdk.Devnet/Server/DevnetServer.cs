using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Pruntime;

namespace PhatSdk.Devnet.Server;

/// <summary>The socket of a <see cref="PhatDevnet"/>: a Substrate node's JSON-RPC on WebSocket and HTTP, and the worker's pRPC, on one port.</summary>
public sealed class DevnetServer : IAsyncDisposable
{
    private readonly DevnetServerOptions _options;
    private readonly ILoggerFactory _logging;
    private readonly KestrelServer _kestrel;
    private readonly TaskCompletionSource<DevnetEndpoints> _endpoints = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private volatile RpcEndpoint? _rpc;

    private DevnetServer(DevnetServerOptions options, ILoggerFactory logging)
    {
        _options = options;
        _logging = logging;
        KestrelServerOptions kestrel = new() { AddServerHeader = false };
        kestrel.Listen(options.Address, options.Port);
        kestrel.Limits.MaxConcurrentConnections = 2L * options.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
        // Who says nothing, or half of something, does not keep a place for long.
        kestrel.Limits.KeepAliveTimeout = 2 * options.KeepAliveInterval;
        kestrel.Limits.RequestHeadersTimeout = options.SendTimeout;
        SocketTransportFactory sockets = new(Options.Create(new SocketTransportOptions()), logging);
        _kestrel = new KestrelServer(Options.Create(kestrel), sockets, logging);
    }

    /// <summary>Where JSON-RPC is answered with subscriptions: <c>ws://127.0.0.1:9944/</c>.</summary>
    public Uri WebSocketEndpoint => new($"ws://{Authority}/");

    /// <summary>Where JSON-RPC is answered request by request, over HTTP: <c>http://127.0.0.1:9944/</c>.</summary>
    public Uri HttpEndpoint => new($"http://{Authority}/");

    /// <summary>Where the worker's pRPC is answered, as the chain has it too: <c>http://127.0.0.1:9944/</c>, to which clients add <c>prpc/</c> and the method.</summary>
    public Uri WorkerEndpoint => HttpEndpoint;

    /// <summary>How many WebSocket connections there are.</summary>
    internal int OpenConnections => _rpc?.OpenConnections ?? 0;

    private string Authority { get; set; } = "";

    /// <summary>Opens the socket. Requests wait until <see cref="Serve"/>.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    internal static async Task<DevnetServer> ListenAsync(DevnetServerOptions options, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        options.ThrowIfInvalid();
        DevnetServer server = new(options, logging);
        try
        {
            DevnetApplication application = new(options, server._endpoints.Task, logging, server._ending.Token);
            await server._kestrel.StartAsync(application, cancellationToken).ConfigureAwait(false);
            string bound = server._kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            server.Authority = Reachable(new Uri(bound), options.Address);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins to answer.</summary>
    internal void Serve(RpcDispatcher dispatcher, IPruntimeTransport? worker, TimeProvider time)
    {
        RpcEnvelope envelope = new(dispatcher, new RpcLimits { MaxResponseSize = _options.MaxResponseSize, MaxBatchLength = _options.MaxBatchLength });
        _rpc = new RpcEndpoint(envelope, _options, time, _logging.CreateLogger<DevnetServer>());
        _endpoints.SetResult(new DevnetEndpoints(_rpc, worker is null ? null : new PruntimeEndpoint(worker, _options)));
    }

    /// <summary>Cuts all clients off and closes the socket. The devnet does it when it ends.</summary>
    /// <returns>When nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        // A client in the middle of its first words would be waited for otherwise.
        await _kestrel.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _kestrel.Dispose();
    }

    // Who listens everywhere is reached at the loopback address.
    private static string Reachable(Uri bound, IPAddress address)
    {
        IPAddress reached = address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
        return new UriBuilder(Uri.UriSchemeHttp, reached.ToString(), bound.Port).Uri.Authority;
    }
}
