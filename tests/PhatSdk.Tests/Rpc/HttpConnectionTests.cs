using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Rpc;

namespace PhatSdk.Tests.Rpc;

[CancelAfter(60_000)]
internal sealed class HttpConnectionTests
{
    private static readonly Uri Endpoint = new("http://node.example:9933");
    private static readonly ReadOnlyMemory<byte> None = new RpcParameters().ToJson();

    [Test]
    public async Task RequestIsPostedAndItsResultGiven(CancellationToken cancellationToken)
    {
        string? asked = null;
        using HttpClient http = new(new Handler(async (request, token) =>
        {
            JsonElement body = JsonElement.Parse(await request.Content!.ReadAsStringAsync(token));
            asked = $"{request.Method} {request.RequestUri} {request.Content.Headers.ContentType} {body.GetProperty("jsonrpc")} {body.GetProperty("method")} {body.GetProperty("params")}";
            return Response($"{{\"jsonrpc\":\"2.0\",\"id\":{body.GetProperty("id")},\"result\":7}}");
        }));
        await using HttpConnection connection = new(http, Endpoint);

        JsonElement result = await connection.SendAsync("m", new RpcParameters().Add(5u).ToJson(), cancellationToken);

        Assert.That(result.GetInt32(), Is.EqualTo(7));
        Assert.That(asked, Is.EqualTo("POST http://node.example:9933/ application/json 2.0 m [5]"));
    }

    [Test]
    public async Task ErrorOfTheNodeIsItsOwn(CancellationToken cancellationToken)
    {
        using HttpClient http = Answering(id => $"{{\"id\":{id},\"error\":{{\"code\":1010,\"message\":\"Invalid Transaction\"}}}}");
        await using HttpConnection connection = new(http, Endpoint);

        RpcResponseException error = Assert.ThrowsAsync<RpcResponseException>(async () => await connection.SendAsync("m", None, cancellationToken))!;

        Assert.That((error.Method, error.Code), Is.EqualTo(("m", 1010)));
    }

    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.BadGateway)]
    public async Task StatusThatIsNoSuccessIsNamed(HttpStatusCode status, CancellationToken cancellationToken)
    {
        using HttpClient http = Answering(id => $"{{\"id\":{id},\"result\":7}}", status);
        await using HttpConnection connection = new(http, Endpoint);

        RpcConnectionException error = Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("m", None, cancellationToken))!;

        Assert.That(error.Message, Is.EqualTo($"node.example:9933: m: HTTP status {(int)status}"));
        Assert.That(error.IsTimeout, Is.False);
    }

    [TestCase("")]
    [TestCase("<html>busy</html>")]
    [TestCase("{\"id\":")]
    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("{\"id\":999999,\"result\":7}")]
    [TestCase("{\"id\":ID}")]
    [TestCase("{\"id\":ID,\"result\":\"cut")]
    public async Task GarbageIsNoAnswer(string body, CancellationToken cancellationToken)
    {
        using HttpClient http = Answering(id => body.Replace("ID", id, StringComparison.Ordinal));
        await using HttpConnection connection = new(http, Endpoint);

        RpcFormatException error = Assert.ThrowsAsync<RpcFormatException>(async () => await connection.SendAsync("m", None, cancellationToken))!;

        Assert.That(error.Method, Is.EqualTo("m"));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public async Task AnswerIsNoLargerThanAllowed(int beyond, bool isTaken, CancellationToken cancellationToken)
    {
        const int Limit = 100_000;
        using HttpClient http = Answering(id =>
        {
            string start = $"{{\"id\":{id},\"result\":\"";
            return start + new string('a', Limit + beyond - start.Length - 2) + "\"}";
        });
        await using HttpConnection connection = new(http, Endpoint, new HttpConnectionOptions { MaxMessageSize = Limit });

        if (isTaken)
        {
            Assert.That((await connection.SendAsync("m", None, cancellationToken)).ValueKind, Is.EqualTo(JsonValueKind.String));
        }
        else
        {
            Assert.That(async () => await connection.SendAsync("m", None, cancellationToken), Throws.TypeOf<RpcFormatException>().With.Message.Contains($"more than {Limit} bytes"));
        }
    }

    [Test]
    public async Task BodyWithoutEndIsGivenUpAtTheLimit(CancellationToken cancellationToken)
    {
        using Endless body = new();
        using HttpClient http = new(new Handler((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body) })));
        await using HttpConnection connection = new(http, Endpoint, new HttpConnectionOptions { MaxMessageSize = 1_000_000 });

        Assert.ThrowsAsync<RpcFormatException>(async () => await connection.SendAsync("m", None, cancellationToken));
        Assert.That(body.Given, Is.LessThan(2_000_000));
    }

    [Test]
    public async Task SilentNodeIsGivenUpAfterTheTimeOut(CancellationToken cancellationToken)
    {
        FakeTimeProvider time = new();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using HttpClient http = Silent(asked);
        await using HttpConnection connection = new(http, Endpoint, new HttpConnectionOptions { RequestTimeout = TimeSpan.FromSeconds(5), TimeProvider = time });

        Task<JsonElement> asking = connection.SendAsync("m", None, cancellationToken).AsTask();
        await asked.Task.WaitAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.That(asking.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));

        RpcConnectionException error = Assert.ThrowsAsync<RpcConnectionException>(async () => await asking)!;
        Assert.That(error.IsTimeout);
    }

    [Test]
    public async Task CancelledRequestLeavesItsPlaceToTheNext(CancellationToken cancellationToken)
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isSilent = true;
        using HttpClient http = new(new Handler(async (request, token) =>
        {
            if (isSilent)
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            }

            return Response($"{{\"id\":{await IdOfAsync(request, token)},\"result\":7}}");
        }));
        await using HttpConnection connection = new(http, Endpoint, new HttpConnectionOptions { MaxPendingRequests = 1 });
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        Task<JsonElement> asking = connection.SendAsync("m", None, ending.Token).AsTask();
        await asked.Task.WaitAsync(cancellationToken);
        isSilent = false;
        Task<JsonElement> next = connection.SendAsync("m", None, cancellationToken).AsTask();
        Assert.That(next.IsCompleted, Is.False, "there is one place");
        await ending.CancelAsync();

        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await next).GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task NodeThatIsNotThereIsAConnectionFailure(CancellationToken cancellationToken)
    {
        using HttpClient http = new(new Handler((_, _) => Task.FromException<HttpResponseMessage>(new HttpRequestException("refused"))));
        await using HttpConnection connection = new(http, Endpoint);

        Assert.That(
            async () => await connection.SendAsync("m", None, cancellationToken), Throws.TypeOf<RpcConnectionException>().With.Message.EqualTo("node.example:9933: m: refused"));
    }

    [Test]
    public async Task BatchHasAnOutcomeForEachRequest(CancellationToken cancellationToken)
    {
        using HttpClient http = new(new Handler(async (request, token) =>
        {
            JsonElement batch = JsonElement.Parse(await request.Content!.ReadAsStringAsync(token));
            return Response($"[{{\"id\":{batch[1].GetProperty("id")},\"error\":{{\"code\":-1,\"message\":\"no\"}}}},{{\"id\":{batch[0].GetProperty("id")},\"result\":7}}]");
        }));
        await using HttpConnection connection = new(http, Endpoint);

        IReadOnlyList<RpcOutcome> outcomes = await connection.SendBatchAsync([new("a", None), new("b", None), new("c", None)], cancellationToken);

        Assert.That(outcomes[0].Result.GetInt32(), Is.EqualTo(7));
        Assert.That(() => outcomes[1].Result, Throws.TypeOf<RpcResponseException>());
        Assert.That(() => outcomes[2].Result, Throws.TypeOf<RpcFormatException>());
        Assert.That(await connection.SendBatchAsync([], cancellationToken), Is.Empty);
    }

    [Test]
    public async Task SubscriptionsAndUseAfterDisposalAreRefused(CancellationToken cancellationToken)
    {
        using HttpClient http = Answering(id => $"{{\"id\":{id},\"result\":7}}");
        HttpConnection connection = new(http, Endpoint);

        Assert.ThrowsAsync<NotSupportedException>(async () => await connection.SubscribeAsync("s", "u", None, cancellationToken));
        await connection.DisposeAsync();
        Assert.ThrowsAsync<ObjectDisposedException>(async () => await connection.SendAsync("m", None, cancellationToken));
    }

    [TestCase("ws://127.0.0.1:1")]
    [TestCase("relative")]
    public void EndpointIsAnHttpAddress(string endpoint)
    {
        using HttpClient http = new();
        Assert.Throws<ArgumentException>(() => _ = new HttpConnection(http, new Uri(endpoint, UriKind.RelativeOrAbsolute)));
    }

    private static HttpClient Answering(Func<string, string> body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(new Handler(async (request, token) => Response(body(await IdOfAsync(request, token)), status)));

    private static HttpClient Silent(TaskCompletionSource asked) => new(new Handler(async (_, token) =>
    {
        asked.TrySetResult();
        await Task.Delay(Timeout.Infinite, token);
        return Response("");
    }));

    private static HttpResponseMessage Response(string body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new StringContent(body, Encoding.UTF8) };

    private static async Task<string> IdOfAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        JsonElement.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).GetProperty("id").GetRawText();

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }

    // Spaces, which may stand before any JSON.
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Given += count;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
