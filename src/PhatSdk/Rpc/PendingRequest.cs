using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A request on its way.</summary>
/// <param name="id">Its id.</param>
/// <param name="method">Its method.</param>
/// <param name="unsubscribeMethod">What ends the subscription that it makes; null where it makes none.</param>
/// <param name="batch">The number of the batch that it goes out with; 0 for none.</param>
internal sealed class PendingRequest(ulong id, string method, string? unsubscribeMethod = null, ulong batch = 0)
{
    private readonly TaskCompletionSource<JsonElement> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ulong Id => id;

    public string Method => method;

    public string? UnsubscribeMethod => unsubscribeMethod;

    public ulong Batch => batch;

    /// <summary>The notifications of the subscription that the node agreed to; set before the answer.</summary>
    public SubscribedFeed? Feed { get; set; }

    /// <summary>The <c>result</c>.</summary>
    public Task<JsonElement> Answer => _answer.Task;

    public void Succeed(JsonElement result) => _answer.TrySetResult(result);

    public void Fail(RpcException exception) => _answer.TrySetException(exception);

    /// <summary>Nobody waits any longer.</summary>
    /// <returns>False where the answer came first.</returns>
    public bool Abandon() => _answer.TrySetCanceled();

    /// <summary>What came of it, once it is answered.</summary>
    /// <exception cref="RpcConnectionException">The wire broke.</exception>
    public async Task<RpcOutcome> ToOutcomeAsync()
    {
        try
        {
            return RpcOutcome.Succeeded(await Answer.ConfigureAwait(false));
        }
        catch (RpcException error) when (error is not RpcConnectionException)
        {
            return RpcOutcome.Failed(error);
        }
    }
}
