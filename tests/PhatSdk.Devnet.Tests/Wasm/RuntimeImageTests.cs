using CsCheck;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Wasm;

public sealed class RuntimeImageTests
{
    private static readonly byte[] Plain =
        Module.ConvertText("(module (memory 1) (data (i32.const 16) \"one\") (data (i32.const 70000) \"two\") (func (export \"run\")))");

    [Test]
    public void DataOfTheRuntimesIsMoved()
    {
        foreach (RuntimeCode code in (RuntimeCode[])[Artifacts.Chain, Artifacts.Cluster])
        {
            RuntimeImage image = RuntimeImage.Of(code.Wasm);
            Assert.That(image.DataSection.Length, Is.GreaterThan(100_000), code.Name);
            Assert.That(image.Code.Length + image.DataSection.Length, Is.EqualTo(code.Wasm.Length), code.Name);
        }
    }

    [Test]
    public void PartsMakeTheWhole()
    {
        RuntimeImage image = RuntimeImage.Of(Plain);
        Assert.That(Module.Validate(WasmEngine.Shared.Engine, image.Code.Span), Is.Null);
        byte[] whole = [.. image.Code.Span, .. image.DataSection.Span];
        Assert.That(whole, Has.Length.EqualTo(Plain.Length));
        Assert.That(Module.Validate(WasmEngine.Shared.Engine, whole), Is.Null);
    }

    [TestCase("(module (memory 1) (data \"passive\"))", TestName = "PassiveDataStays")]
    [TestCase("(module (memory 1) (data $d \"x\") (func (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1))))", TestName = "DataOfInstructionsStays")]
    [TestCase("(module (global $g (import \"env\" \"g\") i32) (memory 1) (data (global.get $g) \"x\"))", TestName = "DataAtAGlobalStays")]
    [TestCase("(module (memory 1))", TestName = "NoDataIsNoData")]
    public void WhatIsNotPlainStays(string text)
    {
        byte[] wasm = Module.ConvertText(text);
        RuntimeImage image = RuntimeImage.Of(wasm);
        Assert.Multiple(() =>
        {
            Assert.That(image.DataSection.Length, Is.Zero);
            Assert.That(image.Code.ToArray(), Is.EqualTo(wasm));
        });
    }

    [Test]
    public void AnyBytesAreTakenApartOrLeftWhole() =>
        Gen.Select(Gen.Int[0, Plain.Length - 1], Gen.Byte, Gen.Int[0, Plain.Length]).Sample((position, value, length) =>
        {
            byte[] damaged = Plain[..];
            damaged[position] = value;
            damaged = damaged[..length];
            RuntimeImage image = RuntimeImage.Of(damaged);
            Assert.That(image.Code.Length + image.DataSection.Length, Is.EqualTo(damaged.Length));
        });

    [Test]
    public void DataIsThereWhenTheRuntimeRuns()
    {
        const string Read = "(func (export \"run\") (param i32 i32) (result i64) (i64.const 0xf00000010))";
        Assert.That(TextRuntime.Run(Read), Is.EqualTo(TextRuntime.Text("runtimeit broke")));
    }

    [Test]
    public void InstancesDoNotShareTheDataThatTheyChange()
    {
        const string Mark = """
            (func (export "run") (param i32 i32) (result i64)
              (i32.store8 (i32.const 16) (i32.add (i32.load8_u (i32.const 16)) (i32.const 1)))
              (i64.const 0x100000010))
            """;
        using RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, TextRuntime.Code(Mark));
        for (int i = 0; i < 3; i++)
        {
            using RuntimeInstance instance = new(module, TextRuntime.Host());
            Assert.That(instance.Call("run", default), Is.EqualTo(TextRuntime.Text("s")));
        }
    }
}
