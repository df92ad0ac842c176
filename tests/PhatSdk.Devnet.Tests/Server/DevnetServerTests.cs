using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using PhatSdk.Devnet.Server;
using PhatSdk.Pruntime;

namespace PhatSdk.Devnet.Tests.Server;

public sealed class DevnetServerTests
{
    private const int MaxRequestSize = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private PhatDevnet _devnet = null!;
    private HttpClient _http = null!;

    private DevnetServer Server => _devnet.Server!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions
        {
            Server = new DevnetServerOptions { MaxRequestSize = MaxRequestSize, AllowedOrigins = ["https://wallet.example"], AllowedHosts = ["devnet.example"] },
        });
        _http = new HttpClient { BaseAddress = Server.HttpEndpoint };
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        _http.Dispose();
        await _devnet.DisposeAsync();
    }

    [Test]
    public async Task HttpAnswersRequests()
    {
        string answer = await PostAsync("""{"jsonrpc":"2.0","id":1,"method":"chain_getBlockHash","params":[0]}""");
        Assert.That(answer, Is.EqualTo($$"""{"jsonrpc":"2.0","id":1,"result":"{{_devnet.GenesisHash}}"}"""));
    }

    [Test]
    public async Task HttpHasNoSubscriptions()
    {
        string answer = await PostAsync("""{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads","params":[]}""");
        Assert.That(answer, Does.Contain("-32603").And.Contain("subscriptions need a WebSocket"));
    }

    [Test]
    public async Task HealthIsAnsweredToAGet() =>
        Assert.That(await _http.GetStringAsync("health"), Does.Contain("\"isSyncing\":false"));

    [Test]
    public async Task OtherContentTypesAreRefused()
    {
        using HttpResponseMessage answer = await _http.PostAsync("", new StringContent("{}", Encoding.UTF8, "text/plain"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test]
    public async Task LargeHttpRequestsAreRefused()
    {
        using HttpResponseMessage answer = await _http.PostAsync("", Json(new string(' ', MaxRequestSize + 1)));
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("-32007"));
        });
    }

    [TestCase("localhost", HttpStatusCode.OK)]
    [TestCase("127.0.0.1", HttpStatusCode.OK)]
    [TestCase("[::1]:9944", HttpStatusCode.OK)]
    [TestCase("devnet.example:80", HttpStatusCode.OK)]
    [TestCase("evil.example", HttpStatusCode.Forbidden)]
    public async Task OtherHostNamesAreRefused(string host, HttpStatusCode status)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "health");
        request.Headers.Host = host;
        using HttpResponseMessage answer = await _http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("https://wallet.example", HttpStatusCode.OK)]
    [TestCase("https://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("null", HttpStatusCode.Forbidden)]
    public async Task OtherOriginsAreRefused(string origin, HttpStatusCode status)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "health");
        request.Headers.Add("Origin", origin);
        using HttpResponseMessage answer = await _http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(answer.Headers.Contains("Access-Control-Allow-Origin"), Is.EqualTo(status == HttpStatusCode.OK));
    }

    [Test]
    public async Task APageThatWasLetInMayPostAfterItAsked()
    {
        using HttpRequestMessage request = new(HttpMethod.Options, "");
        request.Headers.Add("Origin", "https://wallet.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Private-Network", "true");
        using HttpResponseMessage answer = await _http.SendAsync(request);
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(["https://wallet.example"]));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Methods"), Is.EqualTo(["POST"]));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Headers"), Is.EqualTo(["Content-Type"]));
            Assert.That(answer.Headers.GetValues("Access-Control-Allow-Private-Network"), Is.EqualTo(["true"]));
        });
    }

    [Test]
    public void WebPagesThatNobodyLetInGetNoWebSocket()
    {
        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        Assert.That(async () => await socket.ConnectAsync(Server.WebSocketEndpoint, CancellationToken.None), Throws.TypeOf<WebSocketException>());
    }

    [Test]
    public async Task WebSocketAnswersAndNotifies()
    {
        using CancellationTokenSource late = new(Patience);
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(Server.WebSocketEndpoint, late.Token);
        await SendAsync(socket, """{"jsonrpc":"2.0","id":7,"method":"chain_subscribeNewHeads","params":[]}""", late.Token);
        string subscription = (await ReceiveAsync(socket, late.Token)).RootElement.GetProperty("result").GetString()!;
        JsonElement first = (await ReceiveAsync(socket, late.Token)).RootElement;
        await _devnet.SealBlockAsync(late.Token);
        JsonElement second = (await ReceiveAsync(socket, late.Token)).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(first.GetProperty("method").GetString(), Is.EqualTo("chain_newHead"));
            Assert.That(first.GetProperty("params").GetProperty("subscription").GetString(), Is.EqualTo(subscription));
            Assert.That(NumberOf(second), Is.EqualTo(NumberOf(first) + 1));
        });
    }

    [Test]
    public async Task ClosingIsAnswered()
    {
        using CancellationTokenSource late = new(Patience);
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(Server.WebSocketEndpoint, late.Token);
        await SendAsync(socket, """{"jsonrpc":"2.0","id":7,"method":"chain_subscribeNewHeads","params":[]}""", late.Token);
        await ReceiveAsync(socket, late.Token);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, late.Token);
        Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.NormalClosure));
    }

    [Test]
    public async Task AMessageThatIsTooLargeEndsTheConnection()
    {
        using CancellationTokenSource late = new(Patience);
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(Server.WebSocketEndpoint, late.Token);
        await SendAsync(socket, new string(' ', MaxRequestSize + 1), late.Token);
        JsonElement answer = (await ReceiveAsync(socket, late.Token)).RootElement;
        ValueWebSocketReceiveResult end = await socket.ReceiveAsync(Memory<byte>.Empty, late.Token);
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("error").GetProperty("code").GetInt32(), Is.EqualTo(-32007));
            Assert.That(end.MessageType, Is.EqualTo(WebSocketMessageType.Close));
            Assert.That(socket.CloseStatus, Is.EqualTo(WebSocketCloseStatus.MessageTooBig));
        });
    }

    [Test]
    public async Task TheWorkerIsReachedByHttp()
    {
        PruntimeClient worker = new(new HttpPruntimeTransport(_http, Server.WorkerEndpoint));
        byte[] expected = (await new PruntimeClient(_devnet.Worker).GetInfoAsync()).PublicKey!.Value.ToArray();
        Assert.That((await worker.GetInfoAsync()).PublicKey!.Value.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public async Task TheEndOfTheDevnetEndsConnections()
    {
        using CancellationTokenSource late = new(Patience);
        PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Server = new DevnetServerOptions() }, late.Token);
        using ClientWebSocket socket = new();
        await socket.ConnectAsync(devnet.Server!.WebSocketEndpoint, late.Token);
        await devnet.DisposeAsync();
        Assert.That(async () => await socket.ReceiveAsync(Memory<byte>.Empty, late.Token), Throws.TypeOf<WebSocketException>());
    }

    [Test]
    public void ATakenPortIsNamed()
    {
        DevnetServerOptions taken = new() { Port = Server.HttpEndpoint.Port };
        Assert.That(
            async () => await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Server = taken }),
            Throws.TypeOf<IOException>().With.Message.Contains($"{taken.Port}"));
    }

    private static uint NumberOf(JsonElement notification) =>
        Convert.ToUInt32(notification.GetProperty("params").GetProperty("result").GetProperty("number").GetString(), 16);

    private static StringContent Json(string text) => new(text, new MediaTypeHeaderValue("application/json"));

    private static ValueTask SendAsync(ClientWebSocket socket, string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private static async Task<JsonDocument> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(buffer.AsMemory(0, length));
    }

    private async Task<string> PostAsync(string request)
    {
        using HttpResponseMessage answer = await _http.PostAsync("", Json(request));
        return await answer.Content.ReadAsStringAsync();
    }
}
