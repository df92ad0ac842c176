using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Wasm.Host;
using Wasmtime;

namespace PhatSdk.Devnet.Tests.Wasm;

/// <summary>Small runtimes, written as text.</summary>
internal static class TextRuntime
{
    private const int LargeData = 48 << 20;

    private static readonly Lazy<RuntimeCode> LargeCode = new(static () => Code($"(data (i32.const 32) \"{new string('x', LargeData)}\")", "large"));

    /// <summary>A runtime of 48 MiB of data, which takes its time to be written to a file.</summary>
    public static RuntimeCode Large => LargeCode.Value;

    /// <summary>A runtime of the functions given; <c>$log</c>, <c>$malloc</c>, <c>$free</c>, <c>$set</c>, <c>$get</c>, <c>$begin</c>, <c>$end</c> are imported.</summary>
    public static RuntimeCode Code(string functions, string name = "test") => RuntimeCode.Plain(name, Module.ConvertText($$"""
        (module
          (import "env" "memory" (memory 2))
          (import "env" "ext_logging_log_version_1" (func $log (param i32 i64 i64)))
          (import "env" "ext_allocator_malloc_version_1" (func $malloc (param i32) (result i32)))
          (import "env" "ext_allocator_free_version_1" (func $free (param i32)))
          (import "env" "ext_storage_set_version_1" (func $set (param i64 i64)))
          (import "env" "ext_storage_get_version_1" (func $get (param i64) (result i64)))
          (import "env" "ext_storage_next_key_version_1" (func $next (param i64) (result i64)))
          (import "env" "ext_storage_start_transaction_version_1" (func $begin))
          (import "env" "ext_storage_rollback_transaction_version_1" (func $end))
          (data (i32.const 16) "runtimeit broke")
          (global (export "__heap_base") i32 (i32.const 1024))
          {{functions}})
        """));

    public static byte[] Run(
        string functions,
        string method = "run",
        byte[]? arguments = null,
        StateOverlay? state = null,
        RuntimeLimits? limits = null,
        CancellationToken cancellationToken = default)
    {
        using RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, Code(functions));
        using RuntimeInstance instance = new(module, Host(state), limits);
        return instance.Call(method, arguments ?? [], cancellationToken);
    }

    public static HostContext Host(StateOverlay? state = null) =>
        new() { State = state ?? new StateOverlay(StateView.Empty), Log = NullLogger.Instance };

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
