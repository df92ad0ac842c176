using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PhatSdk.Devnet.Tests.Worker.Pink;

/// <summary>A web server of the test's own, which does to each connection what the test says.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    /// <param name="serve">Gets the request's head and the stream to answer on; the token ends with the server.</param>
    public LoopbackServer(Func<string, NetworkStream, CancellationToken, Task> serve)
    {
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
        _loop = AcceptAsync(serve);
    }

    public string Url { get; }

    /// <summary>Answers every request with these bytes.</summary>
    public static LoopbackServer Answering(string answer) => Answering(_ => answer);

    public static LoopbackServer Answering(Func<string, string> answer) =>
        new((head, stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer(head)), token).AsTask());

    public static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(Func<string, NetworkStream, CancellationToken, Task> serve)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stopping.Token);
                connections.Add(ServeAsync(socket, serve));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket, Func<string, NetworkStream, CancellationToken, Task> serve)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            StringBuilder head = new();
            byte[] one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stopping.Token) == 1)
            {
                head.Append((char)one[0]);
            }

            await serve(head.ToString(), stream, _stopping.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
        }
    }
}
