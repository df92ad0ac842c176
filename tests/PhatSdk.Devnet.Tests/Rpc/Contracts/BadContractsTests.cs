using System.Buffers.Binary;
using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Tests.Rpc.Methods;
using PhatSdk.Scale;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Rpc.Contracts;

/// <summary>Contracts that do harm: the runtime says what is wrong, tried or in a block, and the chain goes on.</summary>
public sealed class BadContractsTests : RpcMethodsTests
{
    // Of pallet-contracts.
    private const int OutOfGas = 2;
    private const int OutOfBounds = 10;

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

    [TestCase(1 << 20, true)]
    [TestCase(2 << 20, false)]
    public async Task OneThatReturnsAMegabyteMayAndMoreItDoesNotHave(int size, bool isReturned)
    {
        RpcContract contract = await RpcContract.DeployAsync(Rpc, Module.ConvertText($"""
            (module
              (import "seal0" "seal_return" (func $return (param i32 i32 i32)))
              (import "env" "memory" (memory 16 16))
              (func (export "deploy"))
              (func (export "call") (call $return (i32.const 0) (i32.const 0) (i32.const {size}))))
            """));
        JsonElement result = await contract.TryAsync("", []);
        if (isReturned)
        {
            string data = result.GetProperty("result").GetProperty("Ok").GetProperty("data").GetString()!;
            Assert.That(data, Has.Length.EqualTo(2 + (2 * size)));
        }
        else
        {
            Assert.That(ErrorOf(result), Is.EqualTo(OutOfBounds));
            await FailsInBlockAsync(contract, "", []);
        }
    }

    [Test]
    public async Task OneThatDeploysItselfWithoutEndRunsOutOfGas()
    {
        // Its constructor makes another, down to the depth that there is; its call does so for ever.
        RpcContract contract = await RpcContract.DeployAsync(Rpc, Module.ConvertText("""
            (module
              (import "seal0" "seal_own_code_hash" (func $own (param i32 i32)))
              (import "seal1" "seal_instantiate" (func $spawn (param i32 i64 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
              (import "env" "memory" (memory 1 1))
              (data (i32.const 32) "\20\00\00\00")
              (func $once
                (call $own (i32.const 0) (i32.const 32))
                (drop (call $spawn
                  (i32.const 0) (i64.const 0) (i32.const 64) (i32.const 0) (i32.const 0)
                  (i32.const -1) (i32.const 0) (i32.const -1) (i32.const 0) (i32.const 96) (i32.const 4)))
                (i32.store (i32.const 96) (i32.add (i32.load (i32.const 96)) (i32.const 1))))
              (func (export "deploy") (call $once))
              (func (export "call") (i32.store (i32.const 96) (i32.const 1)) (loop $again (call $once) (br $again))))
            """));
        int made = Rpc.Chain.Best.State.ChildTries().Count;
        JsonElement result = await contract.TryAsync("", []);
        Assert.That(ErrorOf(result), Is.EqualTo(OutOfGas));
        await FailsInBlockAsync(contract, "", []);
        Assert.That(Rpc.Chain.Best.State.ChildTries(), Has.Count.EqualTo(made), "what it made is undone");
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
