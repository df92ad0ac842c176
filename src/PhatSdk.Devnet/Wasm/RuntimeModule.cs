using PhatSdk.Devnet.Wasm.Host;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm;

/// <summary>A compiled runtime. Shared by threads; each call has an instance of its own.</summary>
internal sealed class RuntimeModule : IDisposable
{
    private readonly Module _module;
    private readonly Module _allocator;

    private RuntimeModule(WasmEngine engine, RuntimeCode code, Module module, long pages)
    {
        WasmEngine = engine;
        Code = code;
        _module = module;
        _allocator = Module.FromText(engine.Engine, "allocator", GuestAllocator.Text(pages));
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
        Module module = cache?.Find(engine.Engine, code) ?? Compile(engine.Engine, code, cache);
        try
        {
            return new RuntimeModule(engine, code, module, CheckImports(engine, code.Name, module));
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <summary>Puts the allocator's instance and the runtime's into a store.</summary>
    internal (Instance Allocator, Instance Runtime) Instantiate(Store store)
    {
        using Linker linker = WasmEngine.CreateLinker();
        Instance allocator = new(store, _allocator);
        linker.DefineInstance(store, IHostModule.Import, allocator);
        return (allocator, linker.Instantiate(store, _module));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _allocator.Dispose();
        _module.Dispose();
    }

    private static Module Compile(Engine engine, RuntimeCode code, ModuleCache? cache)
    {
        Module module;
        try
        {
            module = Module.FromBytes(engine, code.Name, code.Wasm.Span);
        }
        catch (WasmtimeException exception)
        {
            throw new InvalidDataException($"{code.Name} is no wasm that can be run: {exception.Message}", exception);
        }

        cache?.Store(module, code);
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
