using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain.Backends;

/// <summary>Chooses by which methods a chain is read: <c>rpc_methods</c> tells which ones a node has.</summary>
internal static class BackendChoice
{
    /// <summary>Chooses. A node that does not tell its methods is taken to have the older ones.</summary>
    public static async ValueTask<IChainBackend> ChooseAsync(RpcClient rpc, TimeProvider time, bool prefersV2, CancellationToken cancellationToken)
    {
        HashSet<string> methods = [.. await ReadMethodsAsync(rpc, cancellationToken).ConfigureAwait(false)];
        bool hasLegacy = methods.Count == 0 || (methods.Contains("state_getStorage") && methods.Contains("chain_getHeader"));
        bool hasV2 = methods.Contains("chainHead_v1_follow");
        if (!hasLegacy && !hasV2)
        {
            throw new NotSupportedException("the node has neither the methods chain_* and state_*, nor chainHead_v1_*");
        }

        return hasV2 && (prefersV2 || !hasLegacy) ? new V2Backend(rpc, time, methods.Contains("archive_v1_storage")) : new LegacyBackend(rpc);
    }

    private static async ValueTask<IReadOnlyList<string>> ReadMethodsAsync(RpcClient rpc, CancellationToken cancellationToken)
    {
        try
        {
            RpcMethodsResult result = await rpc
                .RequestAsync("rpc_methods", null, RpcJsonContext.Default.RpcMethodsResult, cancellationToken).ConfigureAwait(false);
            return result.Methods;
        }
        catch (RpcResponseException)
        {
            return [];
        }
    }
}
