using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>Checks that a code's hash is that of its wasm.</summary>
internal static class ContractCodeHash
{
    /// <exception cref="ArgumentException">The hash is not that of the wasm, where that is at hand.</exception>
    public static void ThrowIfAnothers(ContractCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Wasm is { } wasm && Blake2b.Hash256(wasm.Span) is Hash256 hash && !hash.Span.SequenceEqual(code.Hash.Span))
        {
            throw new ArgumentException($"the wasm's hash is {hash}, not {code.Hash}", nameof(code));
        }
    }
}
