using PhatSdk.Devnet.Wasm.Host;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm;

/// <summary>A compiled runtime. Shared by threads; each call has an instance of its own.</summary>
internal sealed class RuntimeModule : IDisposable
{
    private const string RuntimePart = "runtime";
    private const string MemoryPart = "memory";

    private readonly Module _runtime;
    private readonly Module _memory;

    private RuntimeModule(WasmEngine engine, RuntimeCode code, Module runtime, Module memory)
    {
        WasmEngine = engine;
        Code = code;
        _runtime = runtime;
        _memory = memory;
    }

    internal RuntimeCode Code { get; }

    internal WasmEngine WasmEngine { get; }

    /// <summary>Compiles a runtime, or takes it from the cache, and checks that this host offers all that it imports.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="code">The wasm.</param>
    /// <param name="cache">Where compiled code is kept; null for nowhere.</param>
    /// <exception cref="InvalidDataException">The wasm is none, imports what there is not, or lacks what a runtime has.</exception>
    internal static RuntimeModule Load(WasmEngine engine, RuntimeCode code, ModuleCache? cache = null)
    {
        Module? runtime = cache?.Find(engine.Engine, code, RuntimePart);
        Module? memory = cache?.Find(engine.Engine, code, MemoryPart);
        try
        {
            RuntimeImage image = runtime is null || memory is null ? RuntimeImage.Of(code.Wasm) : default;
            runtime ??= Compile(engine, code, RuntimePart, image.Code.Span, cache);
            long pages = CheckImports(engine, code.Name, runtime);
            memory ??= Compile(engine, code, MemoryPart, [.. Module.ConvertText(GuestAllocator.Text(pages)), .. image.DataSection.Span], cache);
            return new RuntimeModule(engine, code, runtime, memory);
        }
        catch
        {
            runtime?.Dispose();
            memory?.Dispose();
            throw;
        }
    }

    /// <summary>Puts the memory's instance, which is the allocator's too, and the runtime's into a store.</summary>
    internal (Instance Memory, Instance Runtime) Instantiate(Store store)
    {
        using Linker linker = WasmEngine.CreateLinker();
        Instance memory = new(store, _memory);
        linker.DefineInstance(store, IHostModule.Import, memory);
        return (memory, linker.Instantiate(store, _runtime));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runtime.Dispose();
        _memory.Dispose();
    }

    private static Module Compile(WasmEngine engine, RuntimeCode code, string part, ReadOnlySpan<byte> wasm, ModuleCache? cache)
    {
        Module module;
        try
        {
            module = Module.FromBytes(engine.Engine, code.Name, wasm);
        }
        catch (WasmtimeException exception)
        {
            throw new InvalidDataException($"{code.Name} is no wasm that can be run: {exception.Message}", exception);
        }

        cache?.Store(module, code, part);
        return module;
    }

    private static long CheckImports(WasmEngine engine, string name, Module module)
    {
        long? pages = null;
        List<string> missing = [];
        using Store store = new(engine.Engine);
        using Linker linker = engine.CreateLinker();
        foreach (Import import in module.Imports)
        {
            if (import is MemoryImport memory)
            {
                pages = memory.Minimum;
            }
            else if (!import.Name.StartsWith("ext_allocator_", StringComparison.Ordinal)
                && linker.GetFunction(store, import.ModuleName, import.Name) is null)
            {
                missing.Add($"{import.ModuleName}.{import.Name}");
            }
        }

        if (missing.Count > 0)
        {
            throw new InvalidDataException($"{name} imports what this host does not offer: {string.Join(", ", missing)}");
        }

        return pages ?? throw new InvalidDataException($"{name} imports no memory");
    }
}
