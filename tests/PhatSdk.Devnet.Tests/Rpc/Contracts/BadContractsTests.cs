using System.Buffers.Binary;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Tests.Rpc.Methods;
using PhatSdk.Devnet.Tests.Worker;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Rpc.Contracts;

/// <summary>Contracts that do harm: the runtime says what is wrong, tried or in a block, and the chain goes on.</summary>
public sealed class BadContractsTests : RpcMethodsTests
{
    // Of pallet-contracts.
    private const int OutOfGas = 2;

    [Test]
    public async Task OneThatSpinsRunsOutOfGas()
    {
        RpcContract zoo = await RpcContract.DeployAsync(Rpc, "type_zoo", []);
        JsonElement result = await zoo.TryAsync("spin", [255, 255, 255, 255, 255, 255, 255, 255]);
        Assert.That(ErrorOf(result), Is.EqualTo(OutOfGas));
        await FailsInBlockAsync(zoo, "spin", [255, 255, 255, 255, 255, 255, 255, 255]);
    }

    [Test]
    public async Task OneThatCallsItselfReachesTheDepthThatThereIs()
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        JsonElement result = await probe.TryAsync("dive", [255, 255, 255, 255], """{"refTime":"0xffffffffffffffff","proofSize":"0xffffffffffffffff"}""");
        // The deepest call is refused, and each above it hands the refusal on as its own value.
        string data = result.GetProperty("result").GetProperty("Ok").GetProperty("data").GetString()!;
        Assert.That(data, Does.StartWith("0x0001"), "an Err within ink!'s Ok");
        await LivesOnAsync();
    }

    [Test]
    public async Task OneThatFillsItsStorageIsRefused()
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        foreach (uint size in (uint[])[16_385, 2 << 20, uint.MaxValue])
        {
            JsonElement result = await probe.TryAsync("fill", BytesOf(size));
            Assert.That(result.GetProperty("result").TryGetProperty("Err", out _), Is.True, $"{size} bytes");
            await FailsInBlockAsync(probe, "fill", BytesOf(size));
        }
    }

    [Test]
    public async Task OneThatIsGivenTooMuchIsRefused()
    {
        RpcContract zoo = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        byte[] large = [2, 0, 0, 0, .. CompactOf(2 << 20), .. new byte[2 << 20]];
        JsonElement result = await zoo.TryAsync("put", large);
        Assert.That(result.GetProperty("result").TryGetProperty("Err", out _), Is.True);
        await LivesOnAsync();
    }

    [Test]
    public async Task OneThatDeploysItselfWithoutEndRunsOut()
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        Hash256 code = Blake2b.Hash256(new InkContract("host_probe").Code);
        for (byte salt = 0; salt < 20; salt++)
        {
            await probe.CallAsync("spawn", [.. code.Span, 1, 0, 0, 0, .. new byte[16], 4, salt]);
        }

        Assert.That(Rpc.Chain.Best.State.ChildTries(), Has.Count.GreaterThan(1), "children are made, as long as Alice pays for them");
        await LivesOnAsync();
    }

    private static byte[] BytesOf(uint value)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] CompactOf(uint value) => ScaleCodec.Encode(value, static (ref writer, number) => writer.WriteCompact(number));

    private static int ErrorOf(JsonElement result) => result.GetProperty("result").GetProperty("Err").GetProperty("Module").GetProperty("error")[0].GetInt32();

    private async Task FailsInBlockAsync(RpcContract contract, string message, byte[] arguments)
    {
        Block block = await contract.CallAsync(message, arguments);
        Assert.That(block.Extrinsics, Has.Count.EqualTo(block.Inherents + 1), "it is in the block, and paid for");
        await LivesOnAsync();
    }

    private async Task LivesOnAsync()
    {
        uint before = Rpc.Chain.Best.Number;
        await Rpc.Chain.SealAsync(default);
        Assert.That(Rpc.Chain.Best.Number, Is.EqualTo(before + 1));
        Assert.That(await Rpc.CallAsync("system_health"), Does.Contain("\"isSyncing\":false"));
    }
}
