using PhatSdk.Chain.Backends;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain.Backends;

internal sealed class BackendChoiceTests
{
    private const string Legacy = "\"state_getStorage\",\"chain_getHeader\"";
    private const string V2 = "\"chainHead_v1_follow\"";

    [TestCase(Legacy, false, typeof(LegacyBackend))]
    [TestCase(Legacy, true, typeof(LegacyBackend))]
    [TestCase(V2, false, typeof(V2Backend))]
    [TestCase(V2, true, typeof(V2Backend))]
    [TestCase(Legacy + "," + V2, false, typeof(LegacyBackend))]
    [TestCase(Legacy + "," + V2, true, typeof(V2Backend))]
    public async Task FamilyIsChosenByWhatTheNodeHas(string methods, bool prefersV2, Type expected)
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("rpc_methods", $"{{\"methods\":[{methods}]}}");

        await using IChainBackend backend = await BackendChoice.ChooseAsync(new RpcClient(connection), TimeProvider.System, prefersV2, default);

        Assert.That(backend, Is.InstanceOf(expected));
    }

    [Test]
    public async Task NodeThatDoesNotTellHasTheOlderFamily()
    {
        await using IChainBackend backend = await BackendChoice.ChooseAsync(new RpcClient(new FakeRpcConnection()), TimeProvider.System, prefersV2: true, default);

        Assert.That(backend, Is.InstanceOf<LegacyBackend>());
    }

    [Test]
    public void NodeWithNeitherIsRefused()
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("rpc_methods", "{\"methods\":[\"system_name\"]}");

        Assert.ThrowsAsync<NotSupportedException>(async () => await BackendChoice.ChooseAsync(new RpcClient(connection), TimeProvider.System, false, default));
    }
}
