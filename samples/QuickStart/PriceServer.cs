using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuickStart;

/// <summary>A web server on this machine that answers every request with a price, and counts them.</summary>
internal sealed class PriceServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly string _body;
    private int _requests;

    public PriceServer(decimal dollars)
    {
        _body = string.Create(CultureInfo.InvariantCulture, $$"""{"usd": {{dollars}}}""");
        _listener.Start();
        Url = $"http://{_listener.LocalEndpoint}/price";
        _serving = ServeAsync();
    }

    public string Url { get; }

    public int Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                }

                string answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {_body.Length}\r\nConnection: close\r\n\r\n{_body}";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
                Interlocked.Increment(ref _requests);
            }
        }
        catch (OperationCanceledException)
        {
            // The server was disposed of.
        }
    }
}
