using System.Diagnostics;
using PhatSdk.Devnet.Tests.Wasm;
using PhatSdk.Devnet.Wasm;

namespace PhatSdk.Devnet.Tests;

/// <summary>What tests run in a process of its own, to be killed or to meet others: this assembly, started as a program.</summary>
internal static class ChildProcess
{
    /// <summary>Starts a process that compiles <see cref="TextRuntime.Large"/> into a cache's folder.</summary>
    public static Process StartCompiling(string folder)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            ArgumentList = { "exec", typeof(ChildProcess).Assembly.Location, folder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static int Main(string[] arguments)
    {
        RuntimeModule.Load(WasmEngine.Shared, TextRuntime.Large, ModuleCache.Open(arguments[0])).Dispose();
        return 0;
    }
}
