using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Fuzz.Targets;

/// <summary>What clients send to the devnet: every message has an answer that is JSON-RPC, or none.</summary>
internal static class RpcTarget
{
    private const int MostRequests = 50;

    private static readonly string[] Seeds =
    [
        """{"jsonrpc":"2.0","id":1,"method":"text","params":["hi"]}""",
        """{"jsonrpc":"2.0","id":"a","method":"bytes","params":["0x1234"]}""",
        """{"jsonrpc":"2.0","id":null,"method":"list","params":[["0x12","0x"]]}""",
        """{"jsonrpc":"2.0","id":18446744073709551615,"method":"hash","params":["0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9"]}""",
        """{"jsonrpc":"2.0","id":-1.5e3,"method":"number","params":["0xff"]}""",
        """{"jsonrpc":"2.0","id":2,"method":"large","params":[340282366920938463463374607431768211455]}""",
        """{"jsonrpc":"2.0","id":3,"method":"account","params":["5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"]}""",
        """{"jsonrpc":"2.0","id":4,"method":"member","params":[{"hash":"0x12"}]}""",
        """{"jsonrpc":"2.0","method":"text","params":["hi"]}""",
        """{"jsonrpc":"2.0","id":5,"method":"subscribe"}""",
        """[{"jsonrpc":"2.0","id":6,"method":"subscribe"},{"jsonrpc":"2.0","id":7,"method":"unsubscribe","params":["1"]},{"jsonrpc":"2.0","method":"none"},7]""",
    ];

    private static readonly RpcEnvelope Envelope = new(new RpcDispatcher(Methods()), new RpcLimits { MaxBatchLength = MostRequests, MaxResponseSize = 1 << 16 });

    public static FuzzTarget Create(string name) => new(name, [.. Seeds.Select(Encoding.UTF8.GetBytes)], Answer)
    {
        Tokens = [.. "{}[],:\"0123456789.eE+-\\u".Select(character => new[] { (byte)character }), .. new[] { "null", "true", "\"id\":", "\"method\":", "\"params\":", "\"jsonrpc\":\"2.0\"", "0x" }.Select(Encoding.UTF8.GetBytes)],
        AllocationConstant = 1 << 20,
    };

    private static IEnumerable<IRpcMethod> Methods() =>
    [
        new RpcMethod("text", static (writer, arguments) => writer.WriteStringValue(arguments.Text(0, "text"))),
        new RpcMethod("bytes", static (writer, arguments) => writer.WriteHex(arguments.OptionalBytes(0, "bytes"))),
        new RpcMethod("list", static (writer, arguments) => writer.WriteNumberValue(arguments.ListOfBytes(0, "list").Length)),
        new RpcMethod("hash", static (writer, arguments) => writer.WriteHash(arguments.Hash(0, "hash"))),
        new RpcMethod("number", static (writer, arguments) => writer.WriteNumberValue(arguments.Number(0, "number"))),
        new RpcMethod("large", static (writer, arguments) => writer.WriteStringValue($"{RpcArguments.LargeNumber(arguments.Required(0, "large"), "large")}")),
        new RpcMethod("account", static (writer, arguments) => writer.WriteStringValue($"{RpcArguments.Account(arguments.Required(0, "account"), "account")}")),
        new RpcMethod("member", static (writer, arguments) => writer.WriteHex(RpcArguments.Bytes(RpcArguments.Member(arguments.Required(0, "item"), "hash", "item"), "hash").AsSpan())),
        new RpcSubscribeMethod(["subscribe"], static _ => new RpcFeed<int>(Channel.CreateUnbounded<int>(), static _ => RpcJson.Null) { NotificationMethod = "notify" }),
        new RpcUnsubscribeMethod("unsubscribe"),
    ];

    private static void Answer(byte[] input)
    {
        using RpcSession session = new();
        ValueTask<RpcAnswer> answering = Envelope.AnswerAsync(input, session, CancellationToken.None);
        Check(answering.IsCompletedSuccessfully || answering.IsFaulted, "it does not answer at once");
        RpcAnswer answer = answering.AsTask().GetAwaiter().GetResult();
        Check(answer.Begun.Count <= MostRequests, "it begins more than was asked for");
        if (answer.Json.IsEmpty)
        {
            return;
        }

        JsonElement json = JsonElement.Parse(answer.Json.Span);
        if (json.ValueKind != JsonValueKind.Array)
        {
            CheckOne(json);
            return;
        }

        Check(json.GetArrayLength() is > 0 and <= MostRequests, "the batch has no answers, or too many");
        foreach (JsonElement one in json.EnumerateArray())
        {
            CheckOne(one);
        }
    }

    private static void CheckOne(JsonElement answer)
    {
        Check(answer.GetProperty("jsonrpc").GetString() == "2.0", "the version is missing");
        Check(answer.GetProperty("id").ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null, "the id is none");
        bool isError = answer.TryGetProperty("error", out JsonElement error);
        Check(isError != answer.TryGetProperty("result", out _), "there is neither a result nor an error, or both");
        Check(!isError || error.GetProperty("code").GetInt32() != -32603, $"an error of our own: {answer}");
    }

    private static void Check(bool holds, string failure)
    {
        if (!holds)
        {
            throw new InvalidOperationException(failure);
        }
    }
}
