using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A request on its way.</summary>
/// <param name="id">Its id.</param>
/// <param name="method">Its method.</param>
/// <param name="message">The message as it is sent.</param>
/// <param name="unsubscribeMethod">What ends the subscription that it makes; null where it makes none.</param>
internal sealed class PendingRequest(ulong id, string method, ReadOnlyMemory<byte> message, string? unsubscribeMethod = null)
{
    private readonly TaskCompletionSource<JsonElement> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ulong Id => id;

    public string Method => method;

    public ReadOnlyMemory<byte> Message => message;

    public string? UnsubscribeMethod => unsubscribeMethod;

    /// <summary>The notifications of the subscription that the node agreed to; set before the answer.</summary>
    public SubscribedFeed? Feed { get; set; }

    /// <summary>The id of that subscription.</summary>
    public JsonElement Subscription { get; set; }

    /// <summary>The <c>result</c>.</summary>
    public Task<JsonElement> Answer => _answer.Task;

    public void Succeed(JsonElement result) => _answer.TrySetResult(result);

    public void Fail(RpcException exception) => _answer.TrySetException(exception);

    /// <summary>Nobody waits any longer.</summary>
    /// <returns>False where the answer came first.</returns>
    public bool Abandon() => _answer.TrySetCanceled();
}
