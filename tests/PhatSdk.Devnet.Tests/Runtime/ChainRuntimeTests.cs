using System.Text.Json.Nodes;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Tests.Wasm;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Runtime;

public sealed class ChainRuntimeTests
{
    private ChainRuntime _runtime = null!;

    [OneTimeSetUp]
    public void LoadRuntime() => _runtime = ChainRuntime.Load(ModuleCache.OpenDefault());

    [OneTimeTearDown]
    public void UnloadRuntime() => _runtime.Dispose();

    [Test]
    public void GenesisHoldsTheCode()
    {
        StateView genesis = _runtime.BuildGenesis(_runtime.DefaultGenesis());
        Assert.That(genesis.Get(ChainRuntime.CodeKey)!.Value.Span.SequenceEqual(_runtime.Code.Span));
        Assert.That(_runtime.Version(genesis), Is.EqualTo(_runtime.Version(StateView.Empty)));
    }

    [Test]
    public void GenesisThatTheRuntimeDoesNotTakeIsRefused()
    {
        JsonNode genesis = JsonNode.Parse(_runtime.DefaultGenesis())!;
        genesis["nothing"] = 1;
        ArgumentException exception = Assert.Throws<ArgumentException>(() => _runtime.BuildGenesis(genesis.ToJsonString()))!;
        Assert.That(exception.Message, Does.Contain("nothing"));
    }

    [Test]
    public void MetadataOfAVersionIsThereOrNot()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_runtime.Metadata(StateView.Empty, 14)!.AsSpan(0, 5).ToArray(), Is.EqualTo(new byte[] { 0x6d, 0x65, 0x74, 0x61, 14 }));
            Assert.That(_runtime.Metadata(StateView.Empty, 13), Is.Null);
        });
    }

    [Test]
    public void StateIsRunByTheCodeThatItHolds()
    {
        StateOverlay state = new(StateView.Empty);
        state.Set(
            ChainRuntime.CodeKey,
            TextRuntime.Code("(func (export \"Core_version\") (param i32 i32) (result i64) (i64.const 0x700000010))").Wasm.Span);
        StateView upgraded = state.ToView();
        state.Set("more"u8, [1]);
        Assert.Multiple(() =>
        {
            Assert.That(_runtime.Version(upgraded), Is.EqualTo(TextRuntime.Text("runtime")));
            Assert.That(_runtime.Version(state.ToView()), Is.EqualTo(TextRuntime.Text("runtime")));
            Assert.That(_runtime.Version(StateView.Empty), Has.Length.GreaterThan(50));
        });
    }

    [Test]
    public void StateWithCodeThatCannotBeRunIsRefused()
    {
        StateOverlay state = new(StateView.Empty);
        state.Set(ChainRuntime.CodeKey, [1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => _runtime.Version(state.ToView()));
    }

    [Test]
    public void InvalidExtrinsicLeavesNoTrace()
    {
        StateView genesis = _runtime.BuildGenesis(_runtime.DefaultGenesis());
        using BlockExecution execution = Begin(genesis);
        StateView before = execution.State;
        byte[] unsignedRemark = [4 << 2, 4, 0, 0, 0];
        ApplyOutcome outcome = execution.Apply(unsignedRemark);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.IsIncluded, Is.False);
            Assert.That(outcome.Result[0], Is.EqualTo(1));
            Assert.That(execution.State.ChangesSince(before), Is.Empty);
        });
    }

    [Test]
    public void ExtrinsicThatTrapsLeavesNoTraceAndTheBlockGoesOn()
    {
        StateView genesis = _runtime.BuildGenesis(_runtime.DefaultGenesis());
        using BlockExecution execution = Begin(genesis);
        StateView before = execution.State;
        Assert.Throws<RuntimeTrapException>(() => execution.Apply([0xff]));
        Assert.That(execution.State.ChangesSince(before), Is.Empty);
        ScaleWriter inherent = new(stackalloc byte[32]);
        inherent.WriteCompact(1u);
        inherent.WriteRaw("timstap0"u8);
        inherent.WriteLength(8);
        inherent.WriteUInt64(1_700_000_000_000);
        IReadOnlyList<byte[]> inherents = execution.InherentExtrinsics(inherent.WrittenSpan);
        Assert.That(inherents, Has.Count.EqualTo(1));
        Assert.That(execution.Apply(inherents[0]).IsIncluded, Is.True);
        (byte[] header, StateView state) = execution.Complete();
        Assert.That(new Hash256(header.AsSpan(33, 32)), Is.EqualTo(state.Root()));
        Assert.Throws<ObjectDisposedException>(() => execution.Apply([0]));
    }

    [Test]
    public void VersionOfOtherCodeIsWhatThatCodeSays()
    {
        const string Ask = """
            (module
              (import "env" "memory" (memory 1))
              (import "env" "ext_misc_runtime_version_version_1" (func $version (param i64) (result i64)))
              (global (export "__heap_base") i32 (i32.const 1024))
              (func (export "run") (param i32 i32) (result i64)
                (call $version (i64.or (i64.shl (i64.extend_i32_u (local.get 1)) (i64.const 32)) (i64.extend_i32_u (local.get 0))))))
            """;
        using RuntimeExecutor executor = new(
            RuntimeModule.Load(WasmEngine.Shared, RuntimeCode.Plain("ask", Module.ConvertText(Ask))), TextRuntime.Host().Log, RuntimeLimits.Default);
        byte[] other = TextRuntime.Code("(func (export \"Core_version\") (param i32 i32) (result i64) (i64.const 0x700000010))").Wasm.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(executor.Call(new StateOverlay(StateView.Empty), "run", other), Is.EqualTo((byte[])[1, 7 << 2, .. TextRuntime.Text("runtime")]));
            Assert.That(executor.Call(new StateOverlay(StateView.Empty), "run", [1, 2, 3]), Is.EqualTo(new byte[] { 0 }));
        });
    }

    private BlockExecution Begin(StateView parent)
    {
        ScaleWriter header = new(stackalloc byte[128]);
        header.WriteRaw(new byte[32]);
        header.WriteCompact(1u);
        header.WriteRaw(new byte[65]);
        return _runtime.Begin(parent, header.WrittenSpan);
    }
}
