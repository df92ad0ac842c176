using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using PhatSdk.Rpc;

namespace PhatSdk.TestKit;

/// <summary>A wire whose other end is a script.</summary>
public sealed class FakeRpcConnection : IRpcConnection
{
    private readonly ConcurrentDictionary<string, Func<JsonElement, CancellationToken, ValueTask<string>>> _answers = new();
    private readonly ConcurrentDictionary<string, Func<JsonElement, FakeRpcSubscription>> _subscriptions = new();
    private readonly ConcurrentQueue<FakeRpcCall> _calls = new();

    /// <summary>What was asked, in order, subscriptions included.</summary>
    public IReadOnlyList<FakeRpcCall> Calls => [.. _calls];

    /// <summary>Whether it was disposed of.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Answers each call of a method with the same JSON.</summary>
    public FakeRpcConnection Answer(string method, string resultJson) => Answer(method, _ => resultJson);

    /// <summary>Answers each call of a method with what is made of its parameters; what that throws, the caller gets.</summary>
    public FakeRpcConnection Answer(string method, Func<JsonElement, string> answer)
    {
        _answers[method] = (parameters, _) => ValueTask.FromResult(answer(parameters));
        return this;
    }

    /// <summary>Answers each call of a method in its own time.</summary>
    public FakeRpcConnection AnswerAsync(string method, Func<JsonElement, CancellationToken, ValueTask<string>> answer)
    {
        _answers[method] = answer;
        return this;
    }

    /// <summary>Lets each call of a method fail.</summary>
    public FakeRpcConnection Fail(string method, Exception exception)
    {
        _answers[method] = (_, _) => ValueTask.FromException<string>(exception);
        _subscriptions[method] = _ => throw exception;
        return this;
    }

    /// <summary>Takes subscriptions to a method; what it tells is told to each subscriber.</summary>
    public FakeRpcSubscription Subscription(string method)
    {
        FakeRpcSubscription subscription = new();
        _subscriptions[method] = _ => subscription;
        return subscription;
    }

    /// <summary>Takes subscriptions to a method, each with a teller of its own.</summary>
    public FakeRpcConnection OnSubscribe(string method, Func<JsonElement, FakeRpcSubscription> subscribe)
    {
        _subscriptions[method] = subscribe;
        return this;
    }

    /// <summary>What a call of a method would be answered. It is not among the <see cref="Calls"/>.</summary>
    public ValueTask<string> AnswerOfAsync(string method, string parametersJson, CancellationToken cancellationToken) =>
        _answers[method](Parse(Encoding.UTF8.GetBytes(parametersJson)), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<JsonElement> SendAsync(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        JsonElement parameters = Record(method, parametersJson, cancellationToken);
        return _answers.TryGetValue(method, out Func<JsonElement, CancellationToken, ValueTask<string>>? answer)
            ? Parse(Encoding.UTF8.GetBytes(await answer(parameters, cancellationToken)))
            : throw new RpcResponseException(method, -32601, "Method not found");
    }

    /// <inheritdoc/>
    public ValueTask<RpcSubscription> SubscribeAsync(
        string method, string unsubscribeMethod, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        JsonElement parameters = Record(method, parametersJson, cancellationToken);
        return _subscriptions.TryGetValue(method, out Func<JsonElement, FakeRpcSubscription>? subscribe)
            ? ValueTask.FromResult(subscribe(parameters).Open(unsubscribeMethod))
            : throw new RpcResponseException(method, -32601, "Method not found");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private JsonElement Record(string method, ReadOnlyMemory<byte> parametersJson, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        JsonElement parameters = Parse(parametersJson);
        _calls.Enqueue(new FakeRpcCall(method, parameters));
        return parameters;
    }

    internal static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
