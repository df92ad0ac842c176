using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Tests.Rpc.Methods;
using PhatSdk.Devnet.Tests.Wasm;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

/// <summary>What is told of a block's runtime.</summary>
public sealed class ChainHeadTrackerTests : RpcMethodsTests
{
    // A RuntimeVersion of which the specification is at 7.
    private const string NewRuntime = """
        (data (i32.const 64) "\04x\04y\01\00\00\00\07\00\00\00\02\00\00\00\00\03\00\00\00\01")
        (func (export "Core_version") (param i32 i32) (result i64) (i64.const 0x1600000040))
        """;

    [Test]
    public void AnotherRuntimeIsToldOfOnce()
    {
        byte[] code = TextRuntime.Code(NewRuntime).Wasm.ToArray();
        Assert.That(
            RuntimeOf(code).GetRawText(),
            Is.EqualTo("""{"type":"valid","spec":{"specName":"x","implName":"y","specVersion":7,"implVersion":2,"apis":{},"transactionVersion":3}}"""));
        Assert.That(RuntimeOf(Rpc.Chain.Runtime.Code.ToArray()).ValueKind, Is.EqualTo(JsonValueKind.Null), "the same code, in other memory");
    }

    [Test]
    public void CodeThatIsNoneIsAnInvalidRuntime() => Assert.That(RuntimeOf([1, 2, 3]).GetProperty("type").GetString(), Is.EqualTo("invalid"));

    [Test]
    public void AVersionThatIsNoneIsAnInvalidRuntime()
    {
        byte[] code = TextRuntime.Code("(func (export \"Core_version\") (param i32 i32) (result i64) (i64.const 0x700000010))").Wasm.ToArray();
        JsonElement runtime = RuntimeOf(code);
        Assert.That(runtime.GetProperty("type").GetString(), Is.EqualTo("invalid"));
        Assert.That(runtime.GetProperty("error").GetString(), Is.Not.Empty);
    }

    [Test]
    public void AChainThatWasPutBackEndsTheSubscription()
    {
        ChainHeadTracker tracker = new(Rpc.Chain, new PinnedBlocks(), withRuntime: false, initialBlocks: 1);
        Assert.That(tracker.Tell(new ChainEvent.Reset(Rpc.Chain.Tree)), Is.Null);
    }

    private JsonElement RuntimeOf(byte[] code)
    {
        Block genesis = Rpc.Chain.Genesis;
        StateOverlay state = new(genesis.State);
        state.Set(ChainRuntime.CodeKey, code);
        Block block = new(new Header { ParentHash = genesis.Hash, Number = 1 }.Encode(), [], state.ToView(), 1);
        PinnedBlocks pins = new();
        ChainHeadTracker tracker = new(Rpc.Chain, pins, withRuntime: true, initialBlocks: 1);
        ReadOnlyMemory<byte> notification = tracker.Tell(new ChainEvent.Imported(block))!.Single();
        Assert.That(pins.TryFind(block.Hash, out _), Is.True);
        return JsonElement.Parse(notification.Span).GetProperty("newRuntime");
    }
}
