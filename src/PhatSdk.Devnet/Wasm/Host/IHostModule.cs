using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>A family of host functions. They are shared by all instances; a call's state is its <see cref="HostContext"/>.</summary>
internal interface IHostModule
{
    /// <summary>The module that runtimes import host functions from.</summary>
    const string Import = "env";

    /// <summary>Defines the functions.</summary>
    void Define(Linker linker);
}
