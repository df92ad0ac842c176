using System.Net;
using PhatSdk.Pruntime;

namespace PhatSdk.Tests.Pruntime;

public sealed class HttpPruntimeTransportTests
{
    [TestCase("http://localhost:8000", "http://localhost:8000/prpc/PhactoryAPI.GetInfo")]
    [TestCase("http://localhost:8000/", "http://localhost:8000/prpc/PhactoryAPI.GetInfo")]
    [TestCase("https://worker.example/node-1/", "https://worker.example/node-1/prpc/PhactoryAPI.GetInfo")]
    public async Task SendsThePostThatAWorkerExpects(string endpoint, string expected)
    {
        using Handler handler = new(HttpStatusCode.OK, [1, 2, 3]);
        using HttpClient http = new(handler);

        PruntimeResponse response = await new HttpPruntimeTransport(http, new Uri(endpoint)).SendAsync("PhactoryAPI.GetInfo", new byte[] { 4, 5 }, default);

        Assert.Multiple(() =>
        {
            Assert.That(handler.Asked, Is.EqualTo($"POST {expected} application/octet-stream 0405"));
            Assert.That(response.StatusCode, Is.EqualTo(200));
            Assert.That(response.Body.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        });
    }

    [Test]
    public async Task ARefusalKeepsItsStatusAndBody()
    {
        using Handler handler = new(HttpStatusCode.InternalServerError, [9]);
        using HttpClient http = new(handler);

        PruntimeResponse response = await new HttpPruntimeTransport(http, new Uri("http://localhost:8000")).SendAsync("X.Y", default, default);

        Assert.That(response.StatusCode, Is.EqualTo(500));
        Assert.That(response.Body.ToArray(), Is.EqualTo(new byte[] { 9 }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void AnAnswerBeyondTheLimitIsRefused(bool saysItsLength)
    {
        using Handler handler = new(HttpStatusCode.OK, new byte[1001], saysItsLength);
        using HttpClient http = new(handler);
        HttpPruntimeTransport transport = new(http, new Uri("http://localhost:8000"), new PruntimeClientOptions { MaxResponseSize = 1000 });

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(async () => await transport.SendAsync("X.Y", default, default))!;

        Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Unreadable));
        Assert.That(exception.Message, Is.EqualTo("X.Y: status 200: the answer is larger than 1000 bytes"));
    }

    [Test]
    public async Task AnAnswerAtTheLimitIsTaken()
    {
        using Handler handler = new(HttpStatusCode.OK, new byte[1000], saysItsLength: false);
        using HttpClient http = new(handler);
        HttpPruntimeTransport transport = new(http, new Uri("http://localhost:8000"), new PruntimeClientOptions { MaxResponseSize = 1000 });

        Assert.That((await transport.SendAsync("X.Y", default, default)).Body.Length, Is.EqualTo(1000));
    }

    [Test]
    public void AWorkerThatIsNotThereIsUnreachable()
    {
        using Handler handler = new(new HttpRequestException("connection refused"));
        using HttpClient http = new(handler);
        HttpPruntimeTransport transport = new(http, new Uri("http://localhost:8000"));

        PruntimeException exception = Assert.ThrowsAsync<PruntimeException>(async () => await transport.SendAsync("X.Y", default, default))!;

        Assert.Multiple(() =>
        {
            Assert.That(exception.Failure, Is.EqualTo(PruntimeFailure.Unreachable));
            Assert.That(exception.StatusCode, Is.Null);
            Assert.That(exception.IsTransient, Is.True);
            Assert.That(exception.Message, Is.EqualTo("X.Y: connection refused"));
        });
    }

    [TestCase("ftp://localhost")]
    [TestCase("http://localhost/?json=true")]
    [TestCase("http://localhost/#top")]
    [TestCase("localhost:8000")]
    public void AnEndpointThatIsNoWorkersIsRefused(string endpoint)
    {
        using HttpClient http = new();
        Assert.Throws<ArgumentException>(() => _ = new HttpPruntimeTransport(http, new Uri(endpoint, UriKind.RelativeOrAbsolute)));
    }

    private sealed class Handler : HttpMessageHandler
    {
        private readonly HttpStatusCode _status;
        private readonly byte[] _body = [];
        private readonly bool _saysItsLength;
        private readonly Exception? _exception;

        public Handler(HttpStatusCode status, byte[] body, bool saysItsLength = true)
        {
            _status = status;
            _body = body;
            _saysItsLength = saysItsLength;
        }

        public Handler(Exception exception) => _exception = exception;

        public string Asked { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_exception is not null)
            {
                throw _exception;
            }

            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Asked = $"{request.Method} {request.RequestUri} {request.Content.Headers.ContentType} {Convert.ToHexStringLower(body)}";
            HttpContent content = _saysItsLength ? new ByteArrayContent(_body) : new StreamContent(new EndlessLength(_body));
            return new HttpResponseMessage(_status) { Content = content };
        }
    }

    private sealed class EndlessLength(byte[] body) : MemoryStream(body)
    {
        public override bool CanSeek => false;
    }
}
