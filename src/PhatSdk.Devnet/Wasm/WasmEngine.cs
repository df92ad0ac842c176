using PhatSdk.Devnet.Wasm.Host;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm;

/// <summary>Compiles and runs runtimes: one Wasmtime engine, and the host functions, which all instances share.</summary>
internal sealed class WasmEngine : IDisposable
{
    private readonly Linker _linker;

    internal WasmEngine()
    {
        // Windows ends a process that recovers from a trap by signal while shadow stacks are enforced, as they are for apps made by .NET 9 and later.
        using Config config = new Config().WithEpochInterruption(true).WithSignalsBasedTraps(!OperatingSystem.IsWindows());
        Engine = new Engine(config);
        _linker = new Linker(Engine);
        HostModules.Define(_linker);
    }

    /// <summary>The process's engine; never disposed of.</summary>
    internal static WasmEngine Shared => SharedEngine.Value;

    private static readonly Lazy<WasmEngine> SharedEngine = new(static () => new WasmEngine());

    internal Engine Engine { get; }

    /// <summary>A linker with the host functions, to add an instance's own imports to.</summary>
    internal Linker CreateLinker() => _linker.Clone();

    /// <summary>Makes all running instances look at whether they are to stop.</summary>
    internal void Interrupt() => Engine.IncrementEpoch();

    /// <inheritdoc/>
    public void Dispose()
    {
        _linker.Dispose();
        Engine.Dispose();
    }
}
