using System.Text;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>1, <c>http_request</c>: asks the web, in queries only.</summary>
internal sealed class HttpRequestFunction : IPinkFunction
{
    private const ushort ApiUnavailable = 523;
    private const string SidevmScheme = "sidevm://";

    private readonly OutboundHttp _http;
    private readonly Func<ReadOnlyMemory<byte>, byte[]> _askLog;

    /// <param name="http">Makes the requests.</param>
    /// <param name="askLog">Asks the log server, the only program that runs beside a contract.</param>
    public HttpRequestFunction(OutboundHttp http, Func<ReadOnlyMemory<byte>, byte[]> askLog)
    {
        _http = http;
        _askLog = askLog;
    }

    public uint Number => 1;

    public PinkOutput Call(PinkCall call)
    {
        ContractHttpRequest request = call.Read(ContractHttpRequest.Decode);
        if (!call.IsQuery)
        {
            return Answer(new(ApiUnavailable, "API Unavailable", [], "HTTP request is not supported in transaction"u8.ToArray()));
        }

        if (request.Url.StartsWith(SidevmScheme, StringComparison.Ordinal))
        {
            return Answer(AskSidevm(call.Run, request));
        }

        TimeSpan remaining = call.Run.TimeLimit.Remaining;
        CancellationToken cancellation = call.Run.Cancellation;
        Result<ContractHttpResponse, ContractHttpError> outcome = BlockingWait.For(() => _http.SendAsync(request, remaining, cancellation));
        if (outcome.TryGetValue(out ContractHttpResponse? response, out ContractHttpError error))
        {
            return Answer(response);
        }

        // What runtime 1.0 could not say as an error is said as an answer.
        return error is ContractHttpError.NetworkError or ContractHttpError.ResponseTooLarge or ContractHttpError.TooManyHeaders
            or ContractHttpError.NotAllowed or ContractHttpError.TooManyRequests
            ? Answer(new(OutboundHttp.IoErrorStatus, "IO Error", [], Encoding.UTF8.GetBytes(error.ToString())))
            : throw Refused(request, error);
    }

    private static PinkTrapException Refused(ContractHttpRequest request, ContractHttpError error) => new($"http_request: \"{request.Url}\": {error}");

    private static PinkOutput Answer(ContractHttpResponse response) => PinkOutput.Of(ScaleCodec.Encode(response));

    private ContractHttpResponse AskSidevm(ContractRun run, ContractHttpRequest request)
    {
        if (!AccountId.TryParse(request.Url.AsSpan(SidevmScheme.Length), null, out AccountId contract))
        {
            throw Refused(request, ContractHttpError.InvalidUrl);
        }

        return contract == run.LogHandler
            ? new(200, "OK", [], _askLog(request.Body))
            : new(500, "Internal Server Error", [], Encoding.UTF8.GetBytes($"Sidevm not found: {contract}"));
    }
}
