using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_crypto_*</c>: checks of signatures, as <c>sp-core</c> makes them.</summary>
internal sealed class CryptoHost : IHostModule
{
    private const int SignatureSize = 64;
    private const int KeySize = 32;
    private const int RecoverableSize = 65;

    private delegate bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <inheritdoc/>
    public void Define(Linker linker)
    {
        Define(linker, "ext_crypto_ed25519_verify_version_1", HostCrypto.VerifyEd25519);
        linker.DefineFunction(IHostModule.Import, "ext_crypto_sr25519_verify_version_2", (Caller caller, int signature, long message, int key) =>
        {
            HostContext host = HostContext.Of(caller);
            ReadOnlySpan<byte> given = host.Memory.Slice(signature, SignatureSize);
            return (host.AllowsImpersonation && StandInSignature.Is(given))
                || HostCrypto.VerifySr25519(host.Memory.Slice(key, KeySize), host.Memory.Slice(message), given) ? 1 : 0;
        });
        DefineRecovery(linker, "ext_crypto_secp256k1_ecdsa_recover_version_2", 64);
        DefineRecovery(linker, "ext_crypto_secp256k1_ecdsa_recover_compressed_version_2", 33);
    }

    private static void Define(Linker linker, string name, Verify verify) =>
        linker.DefineFunction(IHostModule.Import, name, (Caller caller, int signature, long message, int key) =>
        {
            GuestMemory memory = HostContext.Of(caller).Memory;
            return verify(memory.Slice(key, KeySize), memory.Slice(message), memory.Slice(signature, SignatureSize)) ? 1 : 0;
        });

    private static void DefineRecovery(Linker linker, string name, int keySize) =>
        linker.DefineFunction(IHostModule.Import, name, (Caller caller, int signature, int hash) =>
        {
            HostContext host = HostContext.Of(caller);
            Span<byte> answer = stackalloc byte[1 + keySize];
            EcdsaRecovery recovery = HostCrypto.Recover(host.Memory.Slice(signature, RecoverableSize), host.Memory.Slice(hash, 32), answer[1..]);
            answer[0] = recovery == EcdsaRecovery.Recovered ? (byte)0 : (byte)1;
            return recovery switch
            {
                EcdsaRecovery.Recovered => host.Return(answer),
                EcdsaRecovery.BadRs => host.Return([1, 0]),
                EcdsaRecovery.BadV => host.Return([1, 1]),
                _ => host.Return([1, 2]),
            };
        });
}
