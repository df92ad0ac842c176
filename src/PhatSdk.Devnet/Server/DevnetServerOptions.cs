using System.Net;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Server;

/// <summary>How a devnet answers on a socket. All defaults are valid, and let programs of this machine in and web pages out.</summary>
public sealed record DevnetServerOptions
{
    /// <summary>The address to listen at; 127.0.0.1 by default, so that only this machine gets in.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, for WebSocket and HTTP alike; 0, the default, for any that is free. Nodes are usually looked for at 9944.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The web pages that may connect from a browser, as their origins: <c>https://polkadot.js.org</c>; none by default. The entry <c>*</c>
    /// lets all in. Programs that are no browsers say no origin and are not asked.
    /// </summary>
    public IReadOnlyCollection<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The host names under which the server may be asked, beside <c>localhost</c> and bare IP addresses, which always may; none by default. Other
    /// names are refused, as a page could have its own name point here to pass for a neighbour (DNS rebinding).
    /// </summary>
    public IReadOnlyCollection<string> AllowedHosts { get; init; } = [];

    /// <summary>The most connections at once; 100 by default.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>The most subscriptions a connection; 1,024 by default, as a node has it.</summary>
    public int MaxSubscriptionsPerConnection { get; init; } = RpcSession.MostSubscriptions;

    /// <summary>The most requests that a connection has running; further ones are not read until one ends. 64 by default.</summary>
    public int MaxPendingRequests { get; init; } = 64;

    /// <summary>The most requests in one batch; 1,000 by default.</summary>
    public int MaxBatchLength { get; init; } = 1000;

    /// <summary>The largest request in bytes; 15 MiB by default, as a node has it.</summary>
    public int MaxRequestSize { get; init; } = 15 * 1024 * 1024;

    /// <summary>The largest answer in bytes; 15 MiB by default, as a node has it.</summary>
    public int MaxResponseSize { get; init; } = 15 * 1024 * 1024;

    /// <summary>How long a client may leave what was sent to it unread before it is cut off; 10 seconds by default.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silent client is asked whether it is still there; it is cut off when it does not answer for as long. 20 seconds by default.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a client that follows its own transaction (<c>author_submitAndWatchExtrinsic</c>) has to have asked nothing before it hears that
    /// the transaction is final, so that it can read the block that holds it first; 100 milliseconds by default, zero for no such pause. Without it,
    /// polkadot-js drops what it is reading when the finality comes at once, and programs that wait for the block wait for ever.
    /// </summary>
    public TimeSpan FinalityPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ArgumentException">A value is none that a server could have.</exception>
    internal void ThrowIfInvalid()
    {
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentNullException.ThrowIfNull(AllowedOrigins);
        ArgumentNullException.ThrowIfNull(AllowedHosts);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxSubscriptionsPerConnection);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPendingRequests);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBatchLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxRequestSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxResponseSize);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SendTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(KeepAliveInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(FinalityPause, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FinalityPause, TimeSpan.FromMinutes(1));
    }
}
