namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>A runtime asked its host for something that no host can do: the call traps.</summary>
internal sealed class HostFaultException(string message) : Exception(message);
