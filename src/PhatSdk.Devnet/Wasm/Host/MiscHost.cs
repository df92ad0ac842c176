using System.Text;
using Microsoft.Extensions.Logging;
using PhatSdk.Primitives;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_misc_*</c>: prints, and the version of another runtime's code.</summary>
internal sealed class MiscHost : IHostModule
{
    private const string Target = "print";

    /// <inheritdoc/>
    public void Define(Linker linker)
    {
        linker.DefineFunction(IHostModule.Import, "ext_misc_print_utf8_version_1", static (Caller caller, long text) =>
        {
            HostContext host = HostContext.Of(caller);
            string message = Encoding.UTF8.GetString(host.Memory.Slice(text));
            LoggingHost.RuntimeSays(host.Log, LogLevel.Debug, Target, message);
        });
        linker.DefineFunction(IHostModule.Import, "ext_misc_print_hex_version_1", static (Caller caller, long bytes) =>
        {
            HostContext host = HostContext.Of(caller);
            string message = Hex.Format(host.Memory.Slice(bytes));
            LoggingHost.RuntimeSays(host.Log, LogLevel.Debug, Target, message);
        });
        linker.DefineFunction(IHostModule.Import, "ext_misc_runtime_version_version_1", static (Caller caller, long code) =>
        {
            HostContext host = HostContext.Of(caller);
            return host.ReturnOption(host.RuntimeVersion?.Invoke(host.Memory.Slice(code).ToArray()));
        });
    }
}
