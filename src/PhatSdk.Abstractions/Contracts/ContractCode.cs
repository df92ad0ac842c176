using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>A contract's code: its hash, and the wasm where it is at hand.</summary>
public sealed class ContractCode
{
    /// <summary>Names code that is on the chain already.</summary>
    /// <param name="hash">The BLAKE2b-256 hash of the wasm.</param>
    public ContractCode(CodeHash hash) => Hash = hash;

    /// <summary>Creates code from its wasm. The hash is not computed here: who deploys checks it.</summary>
    /// <param name="hash">The BLAKE2b-256 hash of <paramref name="wasm"/>.</param>
    /// <param name="wasm">The wasm.</param>
    public ContractCode(CodeHash hash, ReadOnlyMemory<byte> wasm)
    {
        Hash = hash;
        Wasm = wasm;
    }

    /// <summary>The BLAKE2b-256 hash of the wasm.</summary>
    public CodeHash Hash { get; }

    /// <summary>The wasm; null where only the hash is known.</summary>
    public ReadOnlyMemory<byte>? Wasm { get; }
}
