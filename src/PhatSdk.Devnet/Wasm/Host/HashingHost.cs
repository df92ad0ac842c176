using System.Security.Cryptography;
using PhatSdk.Crypto;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_hashing_*</c>: digests of bytes.</summary>
internal sealed class HashingHost : IHostModule
{
    private delegate void Hash(ReadOnlySpan<byte> data, Span<byte> digest);

    /// <inheritdoc/>
    public void Define(Linker linker)
    {
        Define(linker, "ext_hashing_blake2_128_version_1", 16, Blake2b.Hash);
        Define(linker, "ext_hashing_blake2_256_version_1", 32, Blake2b.Hash);
        Define(linker, "ext_hashing_keccak_256_version_1", 32, Keccak256.Hash);
        Define(linker, "ext_hashing_sha2_256_version_1", 32, static (data, digest) => SHA256.HashData(data, digest));
        Define(linker, "ext_hashing_twox_64_version_1", 8, Twox.Hash);
        Define(linker, "ext_hashing_twox_128_version_1", 16, Twox.Hash);
        Define(linker, "ext_hashing_twox_256_version_1", 32, Twox.Hash);
    }

    private static void Define(Linker linker, string name, int size, Hash hash) =>
        linker.DefineFunction(IHostModule.Import, name, (Caller caller, long data) =>
        {
            HostContext host = HostContext.Of(caller);
            Span<byte> digest = stackalloc byte[size];
            hash(host.Memory.Slice(data), digest);
            return host.Place(digest);
        });
}
