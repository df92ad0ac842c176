using PhatSdk.Devnet.Wasm;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Wasm;

public sealed class RuntimeModuleTests
{
    [Test]
    public void MissingImportsAreNamed()
    {
        RuntimeCode code = RuntimeCode.Plain("odd", Module.ConvertText("""
            (module
              (import "env" "memory" (memory 1))
              (import "env" "ext_offchain_is_validator_version_1" (func (result i32)))
              (import "env" "ext_storage_start_transaction_version_1" (func))
              (import "env" "ext_storage_nothing_version_9" (func)))
            """));
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => RuntimeModule.Load(WasmEngine.Shared, code))!;
        Assert.That(
            exception.Message,
            Is.EqualTo("odd imports what this host does not offer: env.ext_offchain_is_validator_version_1, env.ext_storage_nothing_version_9"));
    }

    [Test]
    public void WhatIsNoWasmIsRefused()
    {
        InvalidDataException exception =
            Assert.Throws<InvalidDataException>(static () => RuntimeModule.Load(WasmEngine.Shared, RuntimeCode.Plain("junk", new byte[] { 1, 2, 3 })))!;
        Assert.That(exception.Message, Does.StartWith("junk is no wasm that can be run"));
    }

    [Test]
    public void RuntimeWithoutMemoryIsRefused() =>
        Assert.Throws<InvalidDataException>(static () =>
            RuntimeModule.Load(WasmEngine.Shared, RuntimeCode.Plain("empty", Module.ConvertText("(module)"))));
}
