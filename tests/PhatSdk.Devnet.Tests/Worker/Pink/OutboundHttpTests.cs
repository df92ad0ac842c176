using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PhatSdk.Devnet.Worker.Pink;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Worker.Pink;

internal sealed class OutboundHttpTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly OutboundHttp _http = new(TimeProvider.System);

    [OneTimeTearDown]
    public void TearDown() => _http.Dispose();

    [Test]
    public async Task AnAnswerComesWhole()
    {
        await using LoopbackServer server = LoopbackServer.Answering(
            "HTTP/1.1 418 Whatever\r\nX-One: 1\r\nX-Two: a\r\nX-Two: b\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
        ContractHttpResponse response = Answer(await SendAsync(Get(server.Url)));
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(418));
            Assert.That(Encoding.UTF8.GetString(response.Body.Span), Is.EqualTo("hi"));
            Assert.That(response.Headers, Is.SupersetOf(new[] { ("x-one", "1"), ("x-two", "a"), ("x-two", "b"), ("content-type", "text/plain") }));
        });
    }

    [Test]
    public async Task TheReasonIsTheStatusOwn()
    {
        await using LoopbackServer server = LoopbackServer.Answering("HTTP/1.1 404 Gone fishing\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.That(Answer(await SendAsync(Get(server.Url))).ReasonPhrase, Is.EqualTo("Not Found"));
    }

    [Test]
    public async Task ARequestGoesOutAsItIs()
    {
        await using LoopbackServer server = new(async (head, stream, token) =>
        {
            byte[] body = new byte[4];
            await stream.ReadExactlyAsync(body, token);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(LoopbackServer.Ok(head + Encoding.UTF8.GetString(body))), token);
        });
        ContractHttpRequest request = new(
            server.Url + "path?q=1", "PUT", [("X-Key", "one"), ("x-key", "two"), ("Content-Type", "application/json")], Encoding.UTF8.GetBytes("body"));
        string echo = Encoding.UTF8.GetString(Answer(await SendAsync(request)).Body.Span);
        Assert.Multiple(() =>
        {
            Assert.That(echo, Does.StartWith("PUT /path?q=1 HTTP/1.1\r\n"));
            Assert.That(echo, Does.Contain("two").And.Not.Contain("one"));
            Assert.That(echo, Does.Contain("Content-Type: application/json\r\n"));
            Assert.That(echo, Does.EndWith("\r\n\r\nbody"));
        });
    }

    [TestCase("", "GET", ContractHttpError.InvalidUrl)]
    [TestCase("/path", "GET", ContractHttpError.InvalidUrl)]
    [TestCase("no url", "GET", ContractHttpError.InvalidUrl)]
    [TestCase("http://", "GET", ContractHttpError.InvalidUrl)]
    [TestCase("http://127.0.0.1:1/", "", ContractHttpError.InvalidMethod)]
    [TestCase("http://127.0.0.1:1/", "GE T", ContractHttpError.InvalidMethod)]
    public async Task WhatIsNoRequestIsRefused(string url, string method, ContractHttpError error) =>
        Assert.That(Error(await SendAsync(new(url, method, [], default))), Is.EqualTo(error));

    [TestCase("", "x", ContractHttpError.InvalidHeaderName)]
    [TestCase("a b", "x", ContractHttpError.InvalidHeaderName)]
    [TestCase("a:", "x", ContractHttpError.InvalidHeaderName)]
    [TestCase("ok", "a\r\nInjected: yes", ContractHttpError.InvalidHeaderValue)]
    [TestCase("ok", "ä", ContractHttpError.InvalidHeaderValue)]
    public async Task WhatIsNoHeaderIsRefused(string name, string value, ContractHttpError error) =>
        Assert.That(Error(await SendAsync(new("http://127.0.0.1:1/", "GET", [(name, value)], default))), Is.EqualTo(error));

    [Test]
    public async Task HeadersAreLimited()
    {
        (string, string)[] headers = [.. Enumerable.Range(0, OutboundHttp.MaxHeaders + 1).Select(i => ($"x-{i}", "1"))];
        Assert.That(Error(await SendAsync(new("http://127.0.0.1:1/", "GET", headers, default))), Is.EqualTo(ContractHttpError.TooManyHeaders));
    }

    [TestCase("ftp://127.0.0.1/")]
    [TestCase("http://[::1]:1/")]
    public async Task AnotherSchemeOrAClosedPortIsUnreachable(string url) =>
        Assert.That(Answer(await SendAsync(Get(url))).StatusCode, Is.EqualTo(OutboundHttp.UnreachableStatus));

    [Test]
    public async Task AClosedPortIsUnreachable()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        ContractHttpResponse response = Answer(await SendAsync(Get($"http://127.0.0.1:{port}/")));
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(OutboundHttp.UnreachableStatus));
            Assert.That(response.ReasonPhrase, Is.EqualTo("Unreachable"));
            Assert.That(response.Body.IsEmpty, Is.False);
        });
    }

    [Test]
    public async Task ABodyOfTwoMebibytesFits()
    {
        await using LoopbackServer server = BodyOf(OutboundHttp.MaxBodySize, isChunked: false);
        Assert.That(Answer(await SendAsync(Get(server.Url))).Body.Length, Is.EqualTo(OutboundHttp.MaxBodySize));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ALargerBodyDoesNot(bool isChunked)
    {
        await using LoopbackServer server = BodyOf(OutboundHttp.MaxBodySize + 1, isChunked);
        Assert.That(Error(await SendAsync(Get(server.Url))), Is.EqualTo(ContractHttpError.ResponseTooLarge));
    }

    [Test]
    public async Task ABodyWithoutEndIsCutOff()
    {
        await using LoopbackServer server = new(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), token);
            byte[] chunk = new byte[65536];
            while (true)
            {
                await stream.WriteAsync(chunk, token);
            }
        });
        Assert.That(Error(await SendAsync(Get(server.Url))), Is.EqualTo(ContractHttpError.ResponseTooLarge));
    }

    [Test]
    public async Task ABrokenBodyIsANetworkError()
    {
        await using LoopbackServer server = LoopbackServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhalf");
        Assert.That(Error(await SendAsync(Get(server.Url))), Is.EqualTo(ContractHttpError.NetworkError));
    }

    [Test]
    public async Task WithoutTimeNothingIsSent() =>
        Assert.That(Error(await _http.SendAsync(Get("http://127.0.0.1:1/"), TimeSpan.Zero, default)), Is.EqualTo(ContractHttpError.Timeout));

    [Test]
    public async Task ASilentServerIsUnreachable()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = new((_, _, token) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        });
        FakeTimeProvider time = new();
        using OutboundHttp http = new(time);
        Task<Result<ContractHttpResponse, ContractHttpError>> pending = http.SendAsync(Get(server.Url), TimeSpan.FromSeconds(10), default);
        await asked.Task;
        Assert.That(pending.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(Answer(await pending).StatusCode, Is.EqualTo(OutboundHttp.UnreachableStatus));
    }

    [Test]
    public async Task AServerThatStopsWithinTheBodyIsANetworkError()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = new(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"u8.ToArray(), token);
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        });
        FakeTimeProvider time = new();
        using OutboundHttp http = new(time);
        Task<Result<ContractHttpResponse, ContractHttpError>> pending = http.SendAsync(Get(server.Url), TimeSpan.FromSeconds(10), default);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));
        Result<ContractHttpResponse, ContractHttpError> outcome = await pending;

        // The head may not have been read when time was up.
        Assert.That(outcome.IsOk ? Answer(outcome).StatusCode : (int)Error(outcome), Is.AnyOf((int)OutboundHttp.UnreachableStatus, (int)ContractHttpError.NetworkError));
    }

    [Test]
    public async Task TheCallerMayEndIt()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackServer server = new((_, _, token) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        });
        using CancellationTokenSource stopping = new();
        Task pending = _http.SendAsync(Get(server.Url), Long, stopping.Token);
        await asked.Task;
        await stopping.CancelAsync();
        Assert.That(async () => await pending, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task AHandlerThatHeedsNoTokenIsNotWaitedFor()
    {
        using DeafHandler deaf = new();
        using OutboundHttp http = new(TimeProvider.System, deaf);
        ContractHttpResponse slow = Answer(await http.SendAsync(Get("http://deaf/"), TimeSpan.FromMilliseconds(20), CancellationToken.None));
        Assert.That(slow.StatusCode, Is.EqualTo(OutboundHttp.UnreachableStatus));
        using CancellationTokenSource stopping = new();
        Task pending = http.SendAsync(Get("http://deaf/"), Long, stopping.Token);
        await stopping.CancelAsync();
        Assert.That(async () => await pending, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task RedirectsAreFollowed()
    {
        await using LoopbackServer target = LoopbackServer.Answering(LoopbackServer.Ok("there"));
        await using LoopbackServer server = LoopbackServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {target.Url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.That(Encoding.UTF8.GetString(Answer(await SendAsync(Get(server.Url))).Body.Span), Is.EqualTo("there"));
    }

    private sealed class DeafHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            new TaskCompletionSource<HttpResponseMessage>().Task;
    }

    private static ContractHttpRequest Get(string url) => new(url, "GET", [], default);

    private static LoopbackServer BodyOf(int size, bool isChunked) => new(async (_, stream, token) =>
    {
        string head = isChunked ? $"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{size:x}\r\n" : $"Content-Length: {size}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\n" + head), token);
        await stream.WriteAsync(new byte[size], token);
        if (isChunked)
        {
            await stream.WriteAsync("\r\n0\r\n\r\n"u8.ToArray(), token);
        }
    });

    private static ContractHttpResponse Answer(Result<ContractHttpResponse, ContractHttpError> outcome)
    {
        Assert.That(outcome.TryGetValue(out ContractHttpResponse? response, out ContractHttpError error), Is.True, error.ToString());
        return response!;
    }

    private static ContractHttpError Error(Result<ContractHttpResponse, ContractHttpError> outcome)
    {
        Assert.That(outcome.TryGetValue(out ContractHttpResponse? response, out ContractHttpError error), Is.False, response?.StatusCode.ToString());
        return error;
    }

    private Task<Result<ContractHttpResponse, ContractHttpError>> SendAsync(ContractHttpRequest request) => _http.SendAsync(request, Long, default);
}
