using System.Net;
using System.Net.Sockets;

namespace PhatSdk.TestKit;

/// <summary>Stands on loopback between a client and a node, and does to each connection what a network may do. Dispose of it to cut all.</summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _node;
    private readonly Func<int, TcpFault> _faultOf;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _running = [];
    private readonly HashSet<TcpFaultSession> _sessions = [];
    private readonly Task _accepting;
    private int _connections;
    private int _cuts;
    private bool _refuses;

    /// <summary>Opens a proxy.</summary>
    /// <param name="node">Where the node answers.</param>
    /// <param name="faultOf">What is done to each connection, by its number from 0.</param>
    public TcpFaultProxy(Uri node, Func<int, TcpFault> faultOf)
    {
        _node = IPEndPoint.Parse(node.Authority);
        _faultOf = faultOf;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many of them were cut, half-closed or answered with garbage.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Where a client finds the node, by WebSocket.</summary>
    public Uri WebSocketEndpoint => new($"ws://{_listener.LocalEndpoint}/");

    /// <summary>Where a client finds the node, by HTTP.</summary>
    public Uri HttpEndpoint => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Whether new connections are cut at once, as by a node that is down.</summary>
    public bool Refuses
    {
        get => Volatile.Read(ref _refuses);
        set => Volatile.Write(ref _refuses, value);
    }

    /// <summary>Cuts all connections that there are.</summary>
    public void CutAll()
    {
        TcpFaultSession[] sessions;
        lock (_gate)
        {
            sessions = [.. _sessions];
        }

        foreach (TcpFaultSession session in sessions)
        {
            session.Reset();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CutAll();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            Socket client = await _listener.AcceptSocketAsync(_ending.Token);
            TcpFaultSession session = new(client, _faultOf(Interlocked.Increment(ref _connections) - 1), () => Interlocked.Increment(ref _cuts));
            lock (_gate)
            {
                _running.RemoveAll(static task => task.IsCompleted);
                _sessions.Add(session);
                _running.Add(RunAsync(session));
            }
        }
    }

    private async Task RunAsync(TcpFaultSession session)
    {
        await Task.Yield();
        try
        {
            if (!Refuses)
            {
                await session.RunAsync(_node);
            }
        }
        finally
        {
            session.Reset();
            lock (_gate)
            {
                _sessions.Remove(session);
            }
        }
    }
}
