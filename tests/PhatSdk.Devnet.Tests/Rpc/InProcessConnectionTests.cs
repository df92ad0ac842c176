using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Rpc;

namespace PhatSdk.Devnet.Tests.Rpc;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InProcessConnectionTests
{
    private readonly Channel<int> _source = Channel.CreateUnbounded<int>();
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RpcDispatcher _dispatcher;
    private readonly InProcessConnection _connection;
    private int _ended;

    public InProcessConnectionTests()
    {
        _dispatcher = new RpcDispatcher(
        [
            new RpcMethod("echo", static (writer, arguments) => arguments.Required(0, "value").WriteTo(writer)),
            new RpcMethod("refuse", static (_, _) => throw new RpcErrorException(1010, "Invalid Transaction", "because")),
            new RpcMethod("wait", async arguments =>
            {
                _called.SetResult();
                using (arguments.CancellationToken.UnsafeRegister(stopped => ((TaskCompletionSource)stopped!).SetResult(), _stopped))
                {
                    await Task.Delay(Timeout.Infinite, arguments.CancellationToken);
                }

                return RpcJson.Null;
            }),
            new RpcSubscribeMethod(["subscribe"], _ => new RpcFeed<int>(_source.Reader, static number => RpcJson.Write(number, static (writer, value) => writer.WriteNumberValue(value)))
            {
                NotificationMethod = "number",
            }),
            new RpcUnsubscribeMethod("unsubscribe"),
        ]);
        _connection = new InProcessConnection(_dispatcher, _ => _ended++);
    }

    [TearDown]
    public async Task TearDownAsync() => await _connection.DisposeAsync();

    [Test]
    public async Task ARequestIsAnswered()
    {
        JsonElement result = await _connection.SendAsync("echo", Json("[{\"x\":null}]"), default);
        Assert.That(result.GetRawText(), Is.EqualTo("{\"x\":null}"));
    }

    [Test]
    public async Task ARequestThatNobodyWaitsForAnyLongerStops()
    {
        using CancellationTokenSource stopping = new();
        ValueTask<JsonElement> request = _connection.SendAsync("wait", default, stopping.Token);
        await _called.Task;
        await stopping.CancelAsync();
        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        await _stopped.Task;
    }

    [Test]
    public void AnErrorHasItsCodeMessageAndData()
    {
        RpcResponseException error = Assert.ThrowsAsync<RpcResponseException>(async () => await _connection.SendAsync("refuse", Json("[]"), default))!;
        Assert.That((error.Code, error.ErrorMessage, error.ErrorData!.Value.GetString()), Is.EqualTo((1010, "Invalid Transaction", "because")));
    }

    [Test]
    public void AnUnknownMethodIsAnError() =>
        Assert.That(async () => await _connection.SendAsync("nothing", default, default), Throws.InstanceOf<RpcResponseException>().With.Property("Code").EqualTo(-32601));

    [Test]
    public void ParametersThatAreNoJsonAreTheCallersMistake() =>
        Assert.That(async () => await _connection.SendAsync("echo", Json("[1"), default), Throws.ArgumentException);

    [Test]
    public async Task NotificationsComeInOrderAndNoneIsLost()
    {
        RpcSubscription subscription = await _connection.SubscribeAsync("subscribe", "unsubscribe", Json("[]"), default);
        for (int number = 0; number < 1000; number++)
        {
            _source.Writer.TryWrite(number);
        }

        List<int> numbers = await subscription.ReadAllAsync().Take(1000).Select(number => number.GetInt32()).ToListAsync();
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, 1000)));
        await subscription.DisposeAsync();
    }

    [Test]
    public async Task AReaderWhoDoesNotReadLeavesThemAtTheSource()
    {
        RpcSubscription subscription = await _connection.SubscribeAsync("subscribe", "unsubscribe", Json("[]"), default);
        for (int number = 0; number < 1000; number++)
        {
            _source.Writer.TryWrite(number);
        }

        await subscription.DisposeAsync();
        Assert.That(_source.Reader.Count, Is.GreaterThan(900));
    }

    [Test]
    public async Task ASubscriptionThatIsDisposedOfEndsWithoutAnError()
    {
        RpcSubscription subscription = await _connection.SubscribeAsync("subscribe", "unsubscribe", Json("[]"), default);
        ValueTask<int> reading = subscription.ReadAllAsync().CountAsync();
        await subscription.DisposeAsync();
        Assert.That(await reading, Is.Zero);
    }

    [Test]
    public async Task AFeedThatEndsEndsTheSubscription()
    {
        await using RpcSubscription subscription = await _connection.SubscribeAsync("subscribe", "unsubscribe", Json("[]"), default);
        _source.Writer.TryWrite(1);
        _source.Writer.Complete();
        Assert.That(await subscription.ReadAllAsync().CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public void SubscribingAndAskingAreNotMixedUp()
    {
        Assert.That(async () => await _connection.SendAsync("subscribe", Json("[]"), default), Throws.InstanceOf<RpcResponseException>());
        Assert.That(async () => await _connection.SubscribeAsync("echo", "unsubscribe", Json("[1]"), default), Throws.InstanceOf<RpcResponseException>());
    }

    [Test]
    public async Task DisposalEndsWhatWaits()
    {
        RpcSubscription subscription = await _connection.SubscribeAsync("subscribe", "unsubscribe", Json("[]"), default);
        ValueTask<int> reading = subscription.ReadAllAsync().CountAsync();
        ValueTask<JsonElement> request = _connection.SendAsync("wait", Json("[]"), default);
        await _called.Task;
        await _connection.DisposeAsync();
        Assert.That(await reading, Is.Zero);
        Assert.That(async () => await request, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await _connection.SendAsync("echo", Json("[1]"), default), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await _connection.SubscribeAsync("subscribe", "unsubscribe", Json("[]"), default), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(_ended, Is.EqualTo(1));
        await subscription.DisposeAsync();
    }

    [Test]
    public async Task ABrokenWireIsToldToAllWhoWait()
    {
        RpcSubscription subscription = await _connection.SubscribeAsync("subscribe", "unsubscribe", Json("[]"), default);
        ValueTask<int> reading = subscription.ReadAllAsync().CountAsync();
        ValueTask<JsonElement> request = _connection.SendAsync("wait", Json("[]"), default);
        await _called.Task;
        await _connection.BreakAsync();
        Assert.That(async () => await reading, Throws.InstanceOf<RpcConnectionException>());
        Assert.That(async () => await request, Throws.InstanceOf<RpcConnectionException>());
        Assert.That(async () => await _connection.SendAsync("echo", Json("[1]"), default), Throws.InstanceOf<RpcConnectionException>());
        await subscription.DisposeAsync();
    }

    [Test]
    public async Task ACancelledRequestEndsTheWait()
    {
        using CancellationTokenSource cancellation = new();
        ValueTask<JsonElement> request = _connection.SendAsync("wait", Json("[]"), cancellation.Token);
        await _called.Task;
        await cancellation.CancelAsync();
        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await _connection.SendAsync("echo", Json("[1]"), default)).GetInt32(), Is.EqualTo(1), "the connection goes on");
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
