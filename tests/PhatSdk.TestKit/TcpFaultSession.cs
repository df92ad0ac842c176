using System.Net;
using System.Net.Sockets;

namespace PhatSdk.TestKit;

/// <summary>One connection through a <see cref="TcpFaultProxy"/>.</summary>
internal sealed class TcpFaultSession(Socket client, TcpFault fault, Action cut)
{
    /// <summary>A frame with reserved bits and an opcode that there is not, and then no frames at all.</summary>
    private static readonly byte[] Garbage = [0xff, 0x7f, .. "HTTP/1.1 500 no\r\n\r\n"u8, 0, 1, 2, 3];

    private readonly Lock _gate = new();
    private readonly Socket _node = new(SocketType.Stream, ProtocolType.Tcp);
    private int _frames;
    private bool _isOver;

    /// <summary>Carries bytes both ways until an end closes, or the fault is reached.</summary>
    public async Task RunAsync(IPEndPoint node)
    {
        client.NoDelay = true;
        _node.NoDelay = true;
        try
        {
            await _node.ConnectAsync(node);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return;
        }

        Task there = PumpAsync(client, _node, duplicates: false);
        await PumpAsync(_node, client, fault.Duplicates);
        Reset();
        await there;
    }

    /// <summary>Resets both ends: what was sent and not yet read is lost.</summary>
    public void Reset()
    {
        foreach (Socket socket in (Socket[])[client, _node])
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // Over already.
            }

            socket.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool duplicates)
    {
        byte[] buffer = new byte[16 * 1024];
        WebSocketFrames frames = new();
        List<byte> frame = [];
        bool isHead = true;
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                for (int sent = 0; sent < read;)
                {
                    int length = frames.Take(buffer.AsSpan(sent, read - sent), out bool ends);
                    bool isLast = ends && IsLast();
                    if (!isLast || fault.PassesLastFrame)
                    {
                        await SendAsync(to, buffer.AsMemory(sent, length));
                    }

                    if (duplicates && !isHead)
                    {
                        frame.AddRange(buffer.AsSpan(sent, length));
                        if (ends && !isLast)
                        {
                            await SendAsync(to, frame.ToArray());
                            frame.Clear();
                        }
                    }

                    isHead &= !ends;

                    sent += length;
                    if (isLast)
                    {
                        await BreakAsync();
                        await DrainAsync(from, buffer);
                        return;
                    }
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            Reset();
        }
    }

    // The client closes its end once it has found the fault; then the node's goes too.
    private async Task DrainAsync(Socket from, byte[] buffer)
    {
        if (from == client)
        {
            while (await client.ReceiveAsync(buffer) > 0)
            {
            }

            Reset();
        }
    }

    private bool IsLast()
    {
        lock (_gate)
        {
            if (_isOver || fault.CutAfterFrames is not { } most || ++_frames < most)
            {
                return false;
            }

            _isOver = true;
            return true;
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        int most = fault.SegmentSize ?? bytes.Length;
        for (int sent = 0; sent < bytes.Length; sent += most)
        {
            await SendAllAsync(to, bytes.Slice(sent, Math.Min(most, bytes.Length - sent)));
            if (fault.Delays)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }

    private async Task BreakAsync()
    {
        cut();
        if (fault.AnswersGarbage)
        {
            await SendAllAsync(client, Garbage);
            client.Shutdown(SocketShutdown.Send);
        }
        else if (fault.HalfCloses)
        {
            client.Shutdown(SocketShutdown.Send);
        }
        else
        {
            Reset();
        }
    }
}
