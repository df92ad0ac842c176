using System.Collections.Frozen;

namespace PhatSdk.Rpc;

/// <summary>The methods that change nothing, so that they may be sent again where it is not known whether the node saw them. Whatever is not here may not.</summary>
/// <remarks>
/// <c>chainHead_v1_*</c> other than <c>chainHead_v1_follow</c> change nothing either, but name a subscription that went with its connection. Subscriptions are
/// here where nothing remains of one whose connection broke.
/// </remarks>
internal static class RpcReads
{
    private static readonly FrozenSet<string> Methods = FrozenSet.ToFrozenSet(
    [
        "author_hasKey", "author_hasSessionKeys", "author_pendingExtrinsics",
        "archive_v1_body", "archive_v1_call", "archive_v1_finalizedHeight", "archive_v1_genesisHash", "archive_v1_hashByHeight", "archive_v1_header",
        "archive_v1_storage", "archive_v1_storageDiff",
        "chain_getBlock", "chain_getBlockHash", "chain_getFinalizedHead", "chain_getFinalisedHead", "chain_getHead", "chain_getHeader",
        "chain_subscribeAllHeads", "chain_subscribeFinalizedHeads", "chain_subscribeFinalisedHeads", "chain_subscribeNewHead", "chain_subscribeNewHeads",
        "chainHead_v1_follow",
        "chainSpec_v1_chainName", "chainSpec_v1_genesisHash", "chainSpec_v1_properties",
        "childstate_getKeys", "childstate_getKeysPaged", "childstate_getStorage", "childstate_getStorageEntries", "childstate_getStorageHash",
        "childstate_getStorageSize",
        "payment_queryFeeDetails", "payment_queryInfo",
        "rpc_methods",
        "state_call", "state_getChildReadProof", "state_getKeys", "state_getKeysPaged", "state_getMetadata", "state_getPairs", "state_getReadProof",
        "state_getRuntimeVersion", "state_getStorage", "state_getStorageHash", "state_getStorageSize", "state_queryStorage", "state_queryStorageAt",
        "state_subscribeRuntimeVersion", "state_subscribeStorage",
        "system_accountNextIndex", "system_chain", "system_chainType", "system_dryRun", "system_health", "system_localListenAddresses", "system_localPeerId",
        "system_name", "system_peers", "system_properties", "system_syncState", "system_version",
    ], StringComparer.Ordinal);

    public static bool Contains(string method) => Methods.Contains(method);
}
