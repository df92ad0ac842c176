using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

internal sealed class StateRpcTests
{
    private static readonly Hash256 Block = new(Enumerable.Repeat((byte)0xb1, 32).ToArray());

    [Test]
    public async Task CallPutsArgumentsAndBlockInOrder()
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("state_call", "\"0x0102\"");
        StateRpc state = new(new RpcClient(connection));

        Assert.That(await state.CallAsync("Core_version", default, Block), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(await state.CallAsync("F_f", new byte[] { 5 }), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(
            connection.Calls.Select(call => call.Json), Is.EqualTo(new[] { $"[\"Core_version\",\"0x\",\"{Block}\"]", "[\"F_f\",\"0x05\"]" }));
    }

    [Test]
    public async Task AbsentValueIsNullAndEmptyValueIsNot()
    {
        FakeRpcConnection connection = new FakeRpcConnection()
            .Answer("state_getStorage", parameters => parameters[0].GetString() == "0x01" ? "\"0x\"" : "null");
        StateRpc state = new(new RpcClient(connection));

        Assert.That(await state.GetStorageAsync(new byte[] { 1 }), Is.Empty);
        Assert.That(await state.GetStorageAsync(new byte[] { 2 }), Is.Null);
    }

    [TestCase("\"0x0\"")]
    [TestCase("\"zz\"")]
    [TestCase("7")]
    public void ValueThatIsNoHexIsRefused(string json)
    {
        StateRpc state = new(new RpcClient(new FakeRpcConnection().Answer("state_getStorage", json)));

        Assert.ThrowsAsync<RpcFormatException>(async () => await state.GetStorageAsync(new byte[] { 1 }));
    }

    [Test]
    public async Task KeysArePagedFromTheLastOne()
    {
        FakeRpcConnection connection = new FakeRpcConnection().Answer("state_getKeysPaged", "[\"0x0102\"]");
        StateRpc state = new(new RpcClient(connection));

        Assert.That(await state.GetKeysPagedAsync(new byte[] { 1 }, 10), Is.EqualTo(new[] { new byte[] { 1, 2 } }));
        await state.GetKeysPagedAsync(new byte[] { 1 }, 10, new byte[] { 1, 2 }, Block);
        Assert.That(
            connection.Calls.Select(call => call.Json), Is.EqualTo(new[] { "[\"0x01\",10,null]", $"[\"0x01\",10,\"0x0102\",\"{Block}\"]" }));
    }

    [Test]
    public async Task MetadataIsBytes()
    {
        StateRpc state = new(new RpcClient(new FakeRpcConnection().Answer("state_getMetadata", "\"0x6d657461\"")));

        Assert.That(await state.GetMetadataAsync(), Is.EqualTo("meta"u8.ToArray()));
    }
}
