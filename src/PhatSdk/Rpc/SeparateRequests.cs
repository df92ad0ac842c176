using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>A batch over a wire that knows none: each request on its own, all at once.</summary>
internal static class SeparateRequests
{
    public static async ValueTask<IReadOnlyList<RpcOutcome>> SendAsync(
        IRpcConnection connection, IReadOnlyList<RpcRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        Task<RpcOutcome>[] outcomes = new Task<RpcOutcome>[requests.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = SendAsync(connection, requests[i], cancellationToken);
        }

        return await Task.WhenAll(outcomes).ConfigureAwait(false);
    }

    private static async Task<RpcOutcome> SendAsync(IRpcConnection connection, RpcRequest request, CancellationToken cancellationToken)
    {
        try
        {
            JsonElement result = await connection.SendAsync(request.Method, request.ParametersJson, cancellationToken).ConfigureAwait(false);
            return RpcOutcome.Succeeded(result);
        }
        catch (RpcException error) when (error is not RpcConnectionException)
        {
            return RpcOutcome.Failed(error);
        }
    }
}
