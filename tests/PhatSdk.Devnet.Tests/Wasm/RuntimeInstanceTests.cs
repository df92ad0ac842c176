using System.Buffers.Binary;
using System.Diagnostics;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Wasm.Host;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Wasm;

public sealed class RuntimeInstanceTests
{
    private const string Echo = """
        (func (export "run") (param i32 i32) (result i64)
          (i64.or (i64.shl (i64.extend_i32_u (local.get 1)) (i64.const 32)) (i64.extend_i32_u (local.get 0))))
        """;

    private const string Panic = """
        (func (export "run") (param i32 i32) (result i64)
          (call $log (i32.const 0) (i64.const 0x700000010) (i64.const 0x800000017)) unreachable)
        """;

    private const string Spin = "(func (export \"run\") (param i32 i32) (result i64) (loop $l (br $l)) unreachable)";

    [Test]
    public void CallReturnsTheBytesThatTheRuntimePointsTo() =>
        Assert.That(TextRuntime.Run(Echo, arguments: [1, 2, 3]), Is.EqualTo(new byte[] { 1, 2, 3 }));

    [Test]
    public void CallWithoutArgumentsReturnsNothing() => Assert.That(TextRuntime.Run(Echo), Is.Empty);

    [Test]
    public void TrapCarriesThePanicsMessage()
    {
        RuntimeTrapException exception = Assert.Throws<RuntimeTrapException>(static () => TextRuntime.Run(Panic))!;
        Assert.Multiple(() =>
        {
            Assert.That(exception.Reason, Is.EqualTo("it broke"));
            Assert.That(exception.Method, Is.EqualTo("run"));
            Assert.That(exception.Code, Is.EqualTo(TrapCode.Unreachable));
        });
    }

    [Test]
    public void InstanceIsOfNoUseAfterATrap()
    {
        using RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, TextRuntime.Code(Panic));
        using RuntimeInstance instance = new(module, TextRuntime.Host());
        Assert.Throws<RuntimeTrapException>(() => instance.Call("run", default));
        Assert.Throws<InvalidOperationException>(() => instance.Call("run", default));
    }

    [Test]
    public void MissingMethodIsNamed()
    {
        RuntimeTrapException exception = Assert.Throws<RuntimeTrapException>(static () => TextRuntime.Run(Echo, "Core_nothing"))!;
        Assert.That(exception.Message, Does.StartWith("Core_nothing: "));
    }

    [Test]
    public void EndlessLoopStopsAtTheTimeLimit()
    {
        RuntimeLimits limits = RuntimeLimits.Default with { Duration = TimeSpan.FromMilliseconds(50) };
        long start = Stopwatch.GetTimestamp();
        RuntimeTrapException exception = Assert.Throws<RuntimeTrapException>(() => TextRuntime.Run(Spin, limits: limits))!;
        Assert.Multiple(() =>
        {
            Assert.That(exception.Code, Is.EqualTo(TrapCode.Interrupt));
            Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(30)));
        });
    }

    [Test]
    public void EndlessLoopStopsWhenCancelled()
    {
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(50));
        OperationCanceledException exception =
            Assert.Catch<OperationCanceledException>(() => TextRuntime.Run(Spin, cancellationToken: source.Token))!;
        Assert.That(exception.CancellationToken, Is.EqualTo(source.Token));
    }

    [Test]
    public void InterruptingOneCallLetsOthersGoOn()
    {
        const string CountThenEcho = """
            (func (export "run") (param i32 i32) (result i64) (local $i i32)
              (loop $l (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 200000000))))
              (i64.const 0))
            """;
        using Barrier together = new(2);
        Exception? failure = null;
        Thread other = new(() =>
        {
            try
            {
                together.SignalAndWait();
                TextRuntime.Run(CountThenEcho);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        other.Start();
        together.SignalAndWait();
        for (int i = 0; i < 5; i++)
        {
            RuntimeLimits limits = RuntimeLimits.Default with { Duration = TimeSpan.FromMilliseconds(5) };
            Assert.Throws<RuntimeTrapException>(() => TextRuntime.Run(Spin, limits: limits));
        }

        other.Join();
        Assert.That(failure, Is.Null);
    }

    [Test]
    public void MemoryIsBounded()
    {
        const string Eat = "(func (export \"run\") (param i32 i32) (result i64) (loop $l (drop (call $malloc (i32.const 65536))) (br $l)) unreachable)";
        RuntimeLimits limits = RuntimeLimits.Default with { MemoryBytes = 4 << 20 };
        RuntimeTrapException exception = Assert.Throws<RuntimeTrapException>(() => TextRuntime.Run(Eat, limits: limits))!;
        Assert.That(exception.Reason, Does.Contain("4194304 bytes of memory"));
    }

    [Test]
    public void FreedMemoryIsUsedAgain()
    {
        const string Churn = """
            (func (export "run") (param i32 i32) (result i64) (local $i i32)
              (loop $l
                (call $free (call $malloc (i32.const 60000)))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100000))))
              (i64.const 0))
            """;
        RuntimeLimits limits = RuntimeLimits.Default with { MemoryBytes = 1 << 20 };
        Assert.That(TextRuntime.Run(Churn, limits: limits), Is.Empty);
    }

    [TestCase("(call $free (i32.const 0))", TestName = "FreeOfNullTraps")]
    [TestCase("(local.set 0 (call $malloc (i32.const 8))) (call $free (local.get 0)) (call $free (local.get 0))", TestName = "DoubleFreeTraps")]
    [TestCase("(drop (call $malloc (i32.const -1)))", TestName = "AllocationBeyondTheMemoryTraps")]
    [TestCase("(drop (call $get (i64.const 0x10_ffffff00)))", TestName = "PointerBeyondTheMemoryTraps")]
    [TestCase("(drop (call $get (i64.const -1)))", TestName = "LengthBeyondTheMemoryTraps")]
    [TestCase("(call $end)", TestName = "RollbackWithoutATransactionTraps")]
    public void MisuseTraps(string instructions) =>
        Assert.Throws<RuntimeTrapException>(() =>
            TextRuntime.Run($"(func (export \"run\") (param i32 i32) (result i64) {instructions} (i64.const 0))"));

    [Test]
    public void ResultBeyondTheMemoryIsATrap() =>
        Assert.Throws<RuntimeTrapException>(static () =>
            TextRuntime.Run("(func (export \"run\") (param i32 i32) (result i64) (i64.const 0x7fffffff7fffffff))"));

    [Test]
    public void AllocationsAreAlignedAndApart()
    {
        // Writes the addresses of eight allocations of 1 to 8 bytes, one after the other, where the first points to.
        const string Addresses = """
            (func (export "run") (param i32 i32) (result i64) (local $at i32) (local $i i32)
              (local.set $at (call $malloc (i32.const 32)))
              (loop $l
                (i32.store (i32.add (local.get $at) (i32.shl (local.get $i) (i32.const 2))) (call $malloc (i32.add (local.get $i) (i32.const 1))))
                (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 8))))
              (i64.or (i64.const 0x2000000000) (i64.extend_i32_u (local.get $at))))
            """;
        byte[] result = TextRuntime.Run(Addresses);
        int[] addresses = [.. Enumerable.Range(0, 8).Select(i => BinaryPrimitives.ReadInt32LittleEndian(result.AsSpan(4 * i)))];
        Assert.Multiple(() =>
        {
            Assert.That(addresses.All(static address => address % 8 == 0), "alignment");
            // Eight bytes before each belong to the runtime.
            Assert.That(addresses.Zip(addresses.Skip(1), static (left, right) => right - left).All(static apart => apart >= 8 + 8), "distance");
        });
    }

    [Test]
    public void LayersLeftOpenAreRolledBack()
    {
        StateOverlay state = new(StateView.Empty);
        state.Begin();
        TextRuntime.Run(
            "(func (export \"run\") (param i32 i32) (result i64) (call $begin) (call $set (i64.const 0x700000010) (i64.const 0x800000017)) (i64.const 0))",
            state: state);
        Assert.Multiple(() =>
        {
            Assert.That(state.Depth, Is.EqualTo(1));
            Assert.That(state.Get("runtime"u8), Is.Null);
        });
    }

    [Test]
    public void RuntimeCannotEndLayersOfItsHost()
    {
        StateOverlay state = new(StateView.Empty);
        state.Begin();
        Assert.Throws<RuntimeTrapException>(() =>
            TextRuntime.Run("(func (export \"run\") (param i32 i32) (result i64) (call $end) (i64.const 0))", state: state));
        Assert.That(state.Depth, Is.EqualTo(1));
    }

    [Test]
    public void LastKeyHasNoNext() =>
        Assert.That(
            TextRuntime.Run("(func (export \"run\") (param i32 i32) (result i64) (call $next (i64.const 0x700000010)))"),
            Is.EqualTo(new byte[] { 0 }));

    [Test]
    public void InstancesRunSideBySide()
    {
        using RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, TextRuntime.Code(Echo));
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using RuntimeInstance instance = new(module, TextRuntime.Host());
            byte[] arguments = [(byte)i, (byte)(i >> 8)];
            Assert.That(instance.Call("run", arguments), Is.EqualTo(arguments));
        });
    }

    [Test]
    public void ExceptionOfTheWorkerComesThroughAsItIs()
    {
        using RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, RuntimeCode.Plain("pink", Module.ConvertText("""
            (module
              (import "env" "memory" (memory 1))
              (import "env" "ext_pink_host_call_version_1" (func $ask (param i32 i32 i64 i64) (result i64)))
              (global (export "__heap_base") i32 (i32.const 1024))
              (func (export "run") (param i32 i32) (result i64) (call $ask (i32.const 1) (i32.const 0) (i64.const 0x2000000000) (i64.const 0))))
            """)));
        using RuntimeInstance instance = new(
            module, new HostContext { State = new StateOverlay(StateView.Empty), Log = TextRuntime.Host().Log, Pink = new BrokenHost() });
        Assert.Throws<NotSupportedException>(() => instance.Call("run", default));
    }

    private sealed class BrokenHost : IPinkHost
    {
        public PinkAnswer Call(uint function, uint mode, PhatSdk.Primitives.AccountId contract, ReadOnlyMemory<byte> input) => throw new NotSupportedException();
    }
}
