using System.Text;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc;

public sealed class RpcEnvelopeTests
{
    private static readonly RpcEnvelope Envelope = new(
        new RpcDispatcher(
        [
            new RpcMethod("echo", static (writer, arguments) => writer.WriteStringValue(arguments.Text(0, "text"))),
            new RpcMethod("fill", static (writer, arguments) => writer.WriteStringValue(new string('x', (int)arguments.Number(0, "length")))),
        ]),
        new RpcLimits { MaxResponseSize = 200, MaxBatchLength = 3 });

    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["hi"]}""", """{"jsonrpc":"2.0","id":1,"result":"hi"}""")]
    [TestCase("""{"jsonrpc":"2.0","id":"a\"b","method":"echo","params":["ü"]}""", """{"jsonrpc":"2.0","id":"a\"b","result":"ü"}""")]
    [TestCase("""{"jsonrpc":"2.0","id":null,"method":"echo","params":["hi"]}""", """{"jsonrpc":"2.0","id":null,"result":"hi"}""")]
    [TestCase("""{"jsonrpc":"2.0","id":18446744073709551615,"method":"rpc_methods"}""", """{"jsonrpc":"2.0","id":18446744073709551615,"result":{"methods":["echo","fill","rpc_methods"]}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":2,"method":"none"}""", """{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"Method not found","data":"none"}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":3,"method":"echo","params":[7]}""", """{"jsonrpc":"2.0","id":3,"error":{"code":-32602,"message":"Invalid params","data":"text: 7 is no text"}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":4,"method":"echo","params":"hi"}""", """{"jsonrpc":"2.0","id":4,"error":{"code":-32600,"message":"Invalid request"}}""")]
    [TestCase("""{"jsonrpc":"1.0","id":5,"method":"echo","params":["hi"]}""", """{"jsonrpc":"2.0","id":5,"error":{"code":-32600,"message":"Invalid request"}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":[6],"method":"echo","params":["hi"]}""", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":7,"method":"fill","params":[199]}""", """{"jsonrpc":"2.0","id":7,"error":{"code":-32008,"message":"Response is too big","data":"Exceeded max limit of 200"}}""")]
    [TestCase("""{"jsonrpc":"2.0","method":"echo","params":["hi"]}""", "")]
    [TestCase("7", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}""")]
    [TestCase("{\"jsonrpc\"", """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}""")]
    [TestCase("", """{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}""")]
    public async Task AnswersAsNodesDo(string message, string answer) => Assert.That(await AnswerAsync(message), Is.EqualTo(answer));

    [TestCase("[]", """{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}""")]
    [TestCase("[1]", """[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}]""")]
    [TestCase("[1,2,3,4]", """{"jsonrpc":"2.0","id":null,"error":{"code":-32010,"message":"The batch request was too large","data":"Exceeded max limit of 3"}}""")]
    [TestCase("""[{"jsonrpc":"2.0","method":"echo","params":["a"]}]""", "")]
    [TestCase(
        """[{"jsonrpc":"2.0","id":1,"method":"echo","params":["a"]},{"jsonrpc":"2.0","method":"echo","params":["b"]},{"jsonrpc":"2.0","id":2,"method":"echo","params":["c"]}]""",
        """[{"jsonrpc":"2.0","id":1,"result":"a"},{"jsonrpc":"2.0","id":2,"result":"c"}]""")]
    [TestCase(
        """[{"jsonrpc":"2.0","id":1,"method":"fill","params":[150]},{"jsonrpc":"2.0","id":2,"method":"fill","params":[150]}]""",
        """{"jsonrpc":"2.0","id":null,"error":{"code":-32011,"message":"The batch response was too large","data":"Exceeded max limit of 200"}}""")]
    public async Task AnswersBatchesAsNodesDo(string message, string answer) => Assert.That(await AnswerAsync(message), Is.EqualTo(answer));

    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["\ud83d\ude00"]}""", "\"result\":")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"echo","params":["\ud83d"]}""", "-32700")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"\ud83d","params":[]}""", "-32700")]
    [TestCase("""{"jsonrpc":"2.0","id":"\ude00","method":"echo","params":["hi"]}""", "-32700")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"\ude00":"echo"}""", "-32700")]
    public async Task HalfACharacterIsAParseError(string message, string answer) => Assert.That(await AnswerAsync(message), Does.Contain(answer));

    [Test]
    public async Task WhatIsNoUtf8IsAParseError()
    {
        byte[] message = [.. """{"jsonrpc":"2.0","id":1,"method":"x"""u8, 0x8c, .. "\"}"u8];
        RpcAnswer answer = await Envelope.AnswerAsync(message, session: null, CancellationToken.None);
        Assert.That(Encoding.UTF8.GetString(answer.Json.Span), Does.Contain("-32700"));
    }

    [Test]
    public async Task NestingWithoutEndIsAParseError() =>
        Assert.That(await AnswerAsync(new string('[', 100_000)), Does.Contain("-32700"));

    private static async Task<string> AnswerAsync(string message)
    {
        RpcAnswer answer = await Envelope.AnswerAsync(Encoding.UTF8.GetBytes(message), session: null, CancellationToken.None);
        Assert.That(answer.Begun, Is.Empty);
        return Encoding.UTF8.GetString(answer.Json.Span);
    }
}
