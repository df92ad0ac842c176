using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>22, <c>batch_http_request</c>: up to five requests to the web at once, in queries only.</summary>
internal sealed class BatchHttpRequestFunction : IPinkFunction
{
    private const int MaxRequests = 5;

    private readonly OutboundHttp _http;

    public BatchHttpRequestFunction(OutboundHttp http) => _http = http;

    public uint Number => 22;

    public PinkOutput Call(PinkCall call)
    {
        (ContractHttpRequest[] requests, ulong timeoutMs) = call.Read(static (ref reader) =>
            (reader.ReadVector(ContractHttpRequest.MinimumSize, ContractHttpRequest.Decode), reader.ReadUInt64()));
        if (!call.IsQuery)
        {
            return Failed(ContractHttpError.NotAllowed);
        }

        if (requests.Length > MaxRequests)
        {
            return Failed(ContractHttpError.TooManyRequests);
        }

        TimeSpan remaining = call.Run.TimeLimit.Remaining;
        TimeSpan limit = timeoutMs < remaining.TotalMilliseconds ? TimeSpan.FromMilliseconds(timeoutMs) : remaining;
        Result<ContractHttpResponse, ContractHttpError>[] answers = BlockingWait.For(
            () => Task.WhenAll(requests.Select(request => _http.SendAsync(request, limit, call.Run.Cancellation))));
        return PinkOutput.Of(ScaleCodec.Encode(answers, static (ref writer, answers) =>
        {
            writer.WriteLength(answers.Length);
            foreach (Result<ContractHttpResponse, ContractHttpError> answer in answers)
            {
                bool isOk = answer.TryGetValue(out ContractHttpResponse? response, out ContractHttpError error);
                writer.WriteResultTag(isOk);
                if (isOk)
                {
                    writer.Write(response!);
                }
                else
                {
                    writer.WriteByte((byte)error);
                }
            }
        }));
    }

    private static PinkOutput Failed(ContractHttpError error) => new((uint)error + 1, []);
}
