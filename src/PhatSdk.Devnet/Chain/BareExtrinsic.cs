using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain;

/// <summary>Extrinsics that nobody signed, as inherents are: length ‖ version ‖ call (<c>UncheckedExtrinsic</c> of <c>sp-runtime</c>).</summary>
internal static class BareExtrinsic
{
    private const byte Version4 = 4;
    private const byte Version5 = 5;

    /// <summary>Writes a bare extrinsic of version 5 in version 4, in place; leaves any other as it is.</summary>
    /// <remarks>
    /// Both say the same, and a runtime that writes version 5 also reads 4 and keeps to it. Clients of before 2025, Phala's own among them,
    /// cannot read a block that holds version 5.
    /// </remarks>
    /// <param name="extrinsic">The extrinsic with its length before it.</param>
    /// <exception cref="ScaleException">It is none.</exception>
    public static void UseVersion4(Span<byte> extrinsic)
    {
        ScaleReader reader = new(extrinsic);
        _ = reader.ReadCompactUInt32();
        int at = reader.Offset;
        if (reader.ReadByte() == Version5)
        {
            extrinsic[at] = Version4;
        }
    }
}
