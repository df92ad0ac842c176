using System.Net;
using PhatSdk.Rpc;

namespace PhatSdk.Fuzz.Targets;

/// <summary>What a node answers, as it comes off the wire.</summary>
internal static class RpcAnswerTarget
{
    private const string Hash = "0x0000000000000000000000000000000000000000000000000000000000000001";

    private static readonly string Header =
        $"{{\"parentHash\":\"{Hash}\",\"number\":\"0x1b\",\"stateRoot\":\"{Hash}\",\"extrinsicsRoot\":\"{Hash}\",\"digest\":{{\"logs\":[\"0x0642\"]}}}}";

    private static readonly Func<RpcClient, ValueTask>[] Requests =
    [
        async client => await new ChainRpc(client).GetHeaderAsync().ConfigureAwait(false),
        async client => await new ChainRpc(client).GetBlockAsync().ConfigureAwait(false),
        async client => await new ChainRpc(client).GetBlockHashAsync().ConfigureAwait(false),
        async client => await new StateRpc(client).GetStorageAsync(default).ConfigureAwait(false),
        async client => await new StateRpc(client).QueryStorageAtAsync([default]).ConfigureAwait(false),
        async client => await new AuthorRpc(client).PendingExtrinsicsAsync().ConfigureAwait(false),
        async client => await new SystemRpc(client).GetAccountNextIndexAsync("5F").ConfigureAwait(false),
        async client => await client.Connection.SendBatchAsync([new RpcRequest("a", default), new RpcRequest("b", default)], CancellationToken.None).ConfigureAwait(false),
    ];

    private static readonly string[] Answers =
    [
        Result(Header),
        Result($"{{\"block\":{{\"header\":{Header},\"extrinsics\":[\"0x04\",\"0x\"]}},\"justifications\":null}}"),
        Result($"\"{Hash}\""),
        Result("\"0x01ff\""),
        Result($"[{{\"block\":\"{Hash}\",\"changes\":[[\"0x\",\"0x02\"],[\"0x01\",null]]}}]"),
        Result("[\"0x04\"]"),
        Result("7"),
        "[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":1},{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":{\"code\":-32601,\"message\":\"no\",\"data\":[1]}}]",
    ];

    public static FuzzTarget Create(string name)
    {
        byte[] notification = Corpus.Utf8("{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":{\"subscription\":\"s\",\"result\":1}}");
        byte[] refusal = Corpus.Utf8("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}");
        byte[][] seeds = [.. Answers.Select((answer, i) => (byte[])[(byte)i, .. Corpus.Utf8(answer)]), [0, .. notification], [7, .. refusal]];
        return new FuzzTarget(name, seeds, Decode, typeof(RpcFormatException), typeof(RpcResponseException))
        {
            Tokens = [Corpus.Utf8("null"), Corpus.Utf8("\"id\":1"), Corpus.Utf8("\"error\":null"), Corpus.Utf8("\\ud800"), Corpus.Utf8("1e999"), Corpus.Utf8("[[[["), Corpus.Utf8("{\"a\":")],
        };
    }

    private static string Result(string json) => $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{json}}}";

    // The first byte says what is asked.
    private static void Decode(byte[] input)
    {
        int first = input.Length > 0 ? input[0] % Requests.Length : 0;
        using HttpClient http = new(new OneAnswer(input.Length > 0 ? input[1..] : input));
        HttpConnection connection = new(http, new Uri("http://127.0.0.1:1"));
        Requests[first](new RpcClient(connection)).AsTask().GetAwaiter().GetResult();
    }

    private sealed class OneAnswer(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
    }
}
