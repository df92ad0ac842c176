using System.Runtime.InteropServices;

namespace PhatSdk.Benchmarks.Crypto;

/// <summary>libsodium as it is called without PhatSdk: the baseline.</summary>
internal static unsafe partial class Libsodium
{
    private const string Library = "libsodium";

    static Libsodium() => _ = sodium_init();

    [LibraryImport(Library)]
    internal static partial int crypto_sign_ed25519_seed_keypair(byte* pk, byte* sk, byte* seed);

    [LibraryImport(Library)]
    internal static partial int crypto_sign_ed25519_detached(byte* sig, ulong* siglen, byte* m, ulong mlen, byte* sk);

    [LibraryImport(Library)]
    internal static partial int crypto_sign_ed25519_verify_detached(byte* sig, byte* m, ulong mlen, byte* pk);

    [LibraryImport(Library)]
    internal static partial int crypto_scalarmult_ristretto255(byte* q, byte* n, byte* p);

    [LibraryImport(Library)]
    internal static partial int crypto_generichash_blake2b(byte* @out, nuint outlen, byte* @in, ulong inlen, byte* key, nuint keylen);

    [LibraryImport(Library)]
    private static partial int sodium_init();
}
