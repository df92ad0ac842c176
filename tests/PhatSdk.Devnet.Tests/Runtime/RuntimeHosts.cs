using Microsoft.Extensions.Logging.Abstractions;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm.Host;

namespace PhatSdk.Devnet.Tests.Runtime;

/// <summary>Host contexts for tests.</summary>
internal static class RuntimeHosts
{
    public static HostContext Quiet(StateOverlay state, IPinkHost? pink = null) =>
        new() { State = state, Log = NullLogger.Instance, Pink = pink };
}
