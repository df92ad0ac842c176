using PhatSdk.Devnet.Tests.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc;

/// <summary>What wallets and libraries ask a node first, in the words in which they were seen to ask: none of it may fail, or they give up.</summary>
public sealed class StartUpCallsTests : RpcMethodsTests
{
    [TestCase("chain_getBlockHash", "[0]")]
    [TestCase("chain_getBlockHash", "[\"0x0\"]")]
    [TestCase("chain_getBlockHash", "[]")]
    [TestCase("state_getRuntimeVersion", "[]")]
    [TestCase("state_getRuntimeVersion", "[null]")]
    [TestCase("system_chain", "[]")]
    [TestCase("system_chainType", "[]")]
    [TestCase("system_name", "[]")]
    [TestCase("system_version", "[]")]
    [TestCase("system_properties", "[]")]
    [TestCase("system_health", "[]")]
    [TestCase("system_peers", "[]")]
    [TestCase("system_nodeRoles", "[]")]
    [TestCase("system_localPeerId", "[]")]
    [TestCase("system_syncState", "[]")]
    [TestCase("rpc_methods", "[]")]
    [TestCase("state_call", "[\"Metadata_metadata_versions\",\"0x\"]")]
    [TestCase("state_call", "[\"Metadata_metadata_at_version\",\"0x0f000000\"]")]
    [TestCase("state_call", "[\"Core_version\",\"\"]")]
    [TestCase("state_getMetadata", "[]")]
    [TestCase("state_subscribeRuntimeVersion", "[]")]
    [TestCase("chain_subscribeNewHead", "[]")]
    [TestCase("chain_subscribeNewHeads", "[]")]
    [TestCase("chain_subscribeAllHeads", "[]")]
    [TestCase("chain_subscribeFinalizedHeads", "[]")]
    [TestCase("chain_getHeader", "[]")]
    [TestCase("chain_getFinalizedHead", "[]")]
    [TestCase("chain_getBlock", "[]")]
    [TestCase("author_pendingExtrinsics", "[]")]
    [TestCase("state_queryStorageAt", "[[\"0x26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7\"]]")]
    [TestCase("state_subscribeStorage", "[[\"0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb\"]]")]
    [TestCase("state_getKeysPaged", "[\"0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9\",1000,\"0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9\"]")]
    [TestCase("state_getStorageHash", "[\"0x3a636f6465\"]")]
    public async Task TheCallIsAnswered(string method, string parameters) =>
        Assert.That(await Rpc.CallAsync(method, parameters), Is.Not.Empty.And.Not.EqualTo("null"));

    [Test]
    public async Task AllThatANodeListsIsListed()
    {
        string[] listed = [.. (await Rpc.ReadAsync("rpc_methods")).GetProperty("methods").EnumerateArray().Select(static name => name.GetString()!)];
        Assert.That(listed, Is.SupersetOf(Expected.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    // rpc_methods of a Substrate node of version 41 with pallet-contracts' old methods, but for proofs and what its consensus adds.
    private const string Expected = """
        account_nextIndex author_hasKey author_hasSessionKeys author_insertKey author_pendingExtrinsics author_removeExtrinsic author_rotateKeys
        author_submitAndWatchExtrinsic author_submitExtrinsic author_unwatchExtrinsic
        chain_getBlock chain_getBlockHash chain_getFinalisedHead chain_getFinalizedHead chain_getHead chain_getHeader chain_getRuntimeVersion
        chain_subscribeAllHeads chain_subscribeFinalisedHeads chain_subscribeFinalizedHeads chain_subscribeNewHead chain_subscribeNewHeads
        chain_subscribeRuntimeVersion chain_unsubscribeAllHeads chain_unsubscribeFinalisedHeads chain_unsubscribeFinalizedHeads
        chain_unsubscribeNewHead chain_unsubscribeNewHeads chain_unsubscribeRuntimeVersion
        childstate_getKeys childstate_getKeysPaged childstate_getKeysPagedAt childstate_getStorage childstate_getStorageEntries
        childstate_getStorageHash childstate_getStorageSize
        contracts_call contracts_getStorage contracts_instantiate contracts_upload_code
        offchain_localStorageClear offchain_localStorageGet offchain_localStorageSet
        payment_queryFeeDetails payment_queryInfo
        state_call state_callAt state_getKeys state_getKeysPaged state_getKeysPagedAt state_getMetadata state_getPairs state_getRuntimeVersion
        state_getStorage state_getStorageAt state_getStorageHash state_getStorageHashAt state_getStorageSize state_getStorageSizeAt
        state_queryStorage state_queryStorageAt state_subscribeRuntimeVersion state_subscribeStorage state_traceBlock state_trieMigrationStatus
        state_unsubscribeRuntimeVersion state_unsubscribeStorage subscribe_newHead
        system_accountNextIndex system_addLogFilter system_addReservedPeer system_chain system_chainType system_dryRun system_dryRunAt
        system_health system_localListenAddresses system_localPeerId system_name system_nodeRoles system_peers system_properties
        system_removeReservedPeer system_reservedPeers system_resetLogFilter system_syncState system_unstable_networkState system_version
        unsubscribe_newHead rpc_methods
        """;
}
