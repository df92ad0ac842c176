using System.Text;
using System.Text.Json;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc;

public sealed class RpcDispatcherTests
{
    private static readonly RpcDispatcher Dispatcher = new(
    [
        new RpcMethod(["b_echo", "a_echo"], static (writer, arguments) => arguments.Required(0, "value").WriteTo(writer)),
        new RpcMethod("c_fails", static (_, _) => throw new InvalidOperationException("out of order")),
        new RpcMethod("d_waits", async arguments =>
        {
            await Task.Delay(Timeout.Infinite, arguments.CancellationToken);
            return RpcJson.Null;
        }),
    ]);

    [Test]
    public async Task AllNamesAreListedInOrder() =>
        Assert.That(await CallAsync("rpc_methods", "[]"), Is.EqualTo("""{"methods":["a_echo","b_echo","c_fails","d_waits","rpc_methods"]}"""));

    [TestCase("a_echo")]
    [TestCase("b_echo")]
    public async Task AMethodIsFoundByEachOfItsNames(string name) => Assert.That(await CallAsync(name, "[{\"x\":[1,2]},\"too much\"]"), Is.EqualTo("{\"x\":[1,2]}"));

    [Test]
    public void AnUnknownMethodIsNamed()
    {
        RpcErrorException error = Assert.ThrowsAsync<RpcErrorException>(async () => await CallAsync("no_such", "[]"))!;
        Assert.That((error.Code, error.ErrorMessage, error.ErrorData), Is.EqualTo((-32601, "Method not found", "no_such")));
    }

    [Test]
    public void AFailureIsAnInternalErrorThatSaysWhatHappened()
    {
        RpcErrorException error = Assert.ThrowsAsync<RpcErrorException>(async () => await CallAsync("c_fails", "[]"))!;
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32603, "out of order")));
    }

    [Test]
    public void ACallCanBeEnded()
    {
        using CancellationTokenSource ended = new();
        ValueTask<RpcReply> call = Dispatcher.InvokeAsync("d_waits", default, new RpcSession(), ended.Token);
        ended.Cancel();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void TwoMethodsOfOneNameAreRefused() =>
        Assert.That(
            () => new RpcDispatcher([new RpcMethod("x", static (_, _) => { }), new RpcMethod("x", static (_, _) => { })]),
            Throws.ArgumentException.With.Message.Contains("x"));

    private static async Task<string> CallAsync(string method, string parameters) =>
        Encoding.UTF8.GetString((await Dispatcher.InvokeAsync(method, JsonElement.Parse(parameters), new RpcSession(), CancellationToken.None)).Result.Span);
}
