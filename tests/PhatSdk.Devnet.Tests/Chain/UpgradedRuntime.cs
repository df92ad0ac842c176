using System.Buffers.Binary;
using PhatSdk.Metadata;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Tests.Chain;

/// <summary>The chain's runtime under another version: the wasm's own <c>VERSION</c>, and the section that tells of it, are changed in place.</summary>
internal static class UpgradedRuntime
{
    public const uint SpecVersion = 101;

    private const uint OldSpecVersion = 100;

    private static readonly Lazy<byte[]> Changed = new(Change);

    public static byte[] Code => Changed.Value;

    /// <summary><c>Sudo.sudo(System.set_code(code))</c></summary>
    public static byte[] Call()
    {
        RuntimeMetadata metadata = RuntimeMetadata.Decode(SharedRuntime.Instance.Metadata(StateView.Empty, 15)!);
        Scale.ScaleWriter call = new([]);
        call.WriteRaw([metadata["Sudo"].Index, metadata["Sudo"].Call("sudo").Index, metadata["System"].Index, metadata["System"].Call("set_code").Index]);
        call.WriteBytes(Code);
        byte[] encoded = call.ToArray();
        call.Dispose();
        return encoded;
    }

    private static byte[] Change()
    {
        byte[] wasm = SharedRuntime.Instance.Code.ToArray();
        Span<byte> authoringAndSpec = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(authoringAndSpec, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(authoringAndSpec[4..], OldSpecVersion);
        int places = 0;
        for (int at = wasm.AsSpan().IndexOf(authoringAndSpec); at >= 0;)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(wasm.AsSpan(at + 4), SpecVersion);
            places++;
            int next = wasm.AsSpan(at + 8).IndexOf(authoringAndSpec);
            at = next < 0 ? next : at + 8 + next;
        }

        Assert.That(places, Is.EqualTo(2), "the runtime's data, and its section runtime_version");

        // What CheckSpecVersion and CheckTxVersion have signed: the compiler made one i64.const of both, the spec's in the lower half.
        ReadOnlySpan<byte> both = [0x42, 0xe4, 0x80, 0x80, 0x80, 0x10];
        int inlined = wasm.AsSpan().IndexOf(both);
        Assert.That(inlined >= 0 && wasm.AsSpan().LastIndexOf(both) == inlined, Is.True, "a rebuilt runtime has it elsewhere: look for i64.const 0x100000064");
        wasm[inlined + 1] = 0xe5;
        return wasm;
    }
}
