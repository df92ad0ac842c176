using PhatSdk.Primitives;
using PhatSdk.Scale;
using Wasmtime;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary><c>ext_pink_host_call</c>: what contracts of a cluster ask of their worker.</summary>
internal sealed class PinkHost : IHostModule
{
    /// <inheritdoc/>
    public void Define(Linker linker) =>
        linker.DefineFunction(
            IHostModule.Import,
            "ext_pink_host_call_version_1",
            static (Caller caller, int function, int mode, long contract, long input) =>
            {
                HostContext host = HostContext.Of(caller);
                ReadOnlySpan<byte> account = host.Memory.Slice(contract);
                if (account.Length != AccountId.Size)
                {
                    throw new HostFaultException($"a contract's id has {account.Length} bytes, not {AccountId.Size}");
                }

                PinkAnswer answer = host.Pink is null
                    ? PinkAnswer.Unknown
                    : host.Pink.Call((uint)function, (uint)mode, new AccountId(account), host.Memory.Slice(input).ToArray());
                ScaleWriter writer = new(stackalloc byte[256]);
                try
                {
                    answer.Encode(ref writer);
                    return host.Return(writer.WrittenSpan);
                }
                finally
                {
                    writer.Dispose();
                }
            });
}
