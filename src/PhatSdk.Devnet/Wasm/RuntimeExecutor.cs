using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm.Host;

namespace PhatSdk.Devnet.Wasm;

/// <summary>Runs methods of a runtime, each call on an instance of its own. May be used by several threads.</summary>
/// <param name="module">The compiled runtime.</param>
/// <param name="log">Where its log goes.</param>
/// <param name="limits">What each call may use.</param>
/// <param name="cache">Where the code of other runtimes is kept, once a runtime has asked for their version.</param>
/// <param name="allowsImpersonation">Whether a <see cref="StandInSignature"/> is taken for any sr25519 key's.</param>
internal sealed class RuntimeExecutor(
    RuntimeModule module, ILogger log, RuntimeLimits limits, ModuleCache? cache = null, bool allowsImpersonation = false) : IDisposable
{
    /// <summary>Calls a method. What it writes goes into <paramref name="state"/>, to a newest layer's keeping where one has begun.</summary>
    /// <inheritdoc cref="RuntimeInstance.Call"/>
    internal byte[] Call(
        StateOverlay state, string method, ReadOnlySpan<byte> arguments, IPinkHost? pink = null, CancellationToken cancellationToken = default)
    {
        HostContext host = new() { State = state, Log = log, Pink = pink, RuntimeVersion = VersionOf, AllowsImpersonation = allowsImpersonation };
        using RuntimeInstance instance = new(module, host, limits);
        return instance.Call(method, arguments, cancellationToken);
    }

    /// <summary>Whether this is what runs such code.</summary>
    internal bool Runs(ReadOnlySpan<byte> wasm) => module.Code.Wasm.Span.SequenceEqual(wasm);

    /// <inheritdoc/>
    public void Dispose() => module.Dispose();

    // The version that another runtime's code says of itself; null for what is no runtime.
    private byte[]? VersionOf(ReadOnlyMemory<byte> code)
    {
        try
        {
            using RuntimeModule other = RuntimeModule.Load(module.WasmEngine, RuntimeCode.Plain("code", code), cache);
            using RuntimeInstance instance = new(other, new HostContext { State = new StateOverlay(StateView.Empty), Log = log }, limits);
            return instance.Call("Core_version", default);
        }
        catch (Exception exception) when (exception is InvalidDataException or RuntimeTrapException)
        {
            return null;
        }
    }
}
