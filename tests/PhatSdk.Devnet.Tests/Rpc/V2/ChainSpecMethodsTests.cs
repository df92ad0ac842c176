using PhatSdk.Devnet.Tests.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

public sealed class ChainSpecMethodsTests : RpcMethodsTests
{
    [Test]
    public async Task TheSpecificationIsThatOfTheOlderMethods()
    {
        Assert.That(await Rpc.CallAsync("chainSpec_v1_chainName"), Is.EqualTo(await Rpc.CallAsync("system_chain")));
        Assert.That(await Rpc.CallAsync("chainSpec_v1_properties"), Is.EqualTo(await Rpc.CallAsync("system_properties")));
        Assert.That(await Rpc.CallAsync("chainSpec_v1_genesisHash"), Is.EqualTo($"\"{Rpc.Chain.Genesis.Hash}\""));
    }

    [Test]
    public async Task AllMethodsOfTheInterfaceAreListed()
    {
        string methods = await Rpc.CallAsync("rpc_methods");
        foreach (string name in (string[])
        [
            "archive_v1_body", "archive_v1_call", "archive_v1_finalizedHeight", "archive_v1_genesisHash", "archive_v1_hashByHeight",
            "archive_v1_header", "archive_v1_stopStorage", "archive_v1_stopStorageDiff", "archive_v1_storage", "archive_v1_storageDiff",
            "chainHead_v1_body", "chainHead_v1_call", "chainHead_v1_continue", "chainHead_v1_follow", "chainHead_v1_header",
            "chainHead_v1_stopOperation", "chainHead_v1_storage", "chainHead_v1_unfollow", "chainHead_v1_unpin",
            "chainSpec_v1_chainName", "chainSpec_v1_genesisHash", "chainSpec_v1_properties",
            "transactionWatch_v1_submitAndWatch", "transactionWatch_v1_unwatch", "transaction_v1_broadcast", "transaction_v1_stop",
        ])
        {
            Assert.That(methods, Does.Contain($"\"{name}\""));
        }
    }
}
