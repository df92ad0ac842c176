using PhatSdk.Scale;

namespace PhatSdk.Devnet.Chain;

/// <summary>What the author of a block tells the runtime: <c>InherentData</c> of <c>sp-inherents</c>, with the time alone.</summary>
internal static class InherentData
{
    private const int Entries = 1;

    private static ReadOnlySpan<byte> TimestampIdentifier => "timstap0"u8;

    /// <summary>Encodes the data.</summary>
    /// <param name="timestampMs">Milliseconds since 1970.</param>
    public static byte[] Encode(ulong timestampMs)
    {
        ScaleWriter writer = new(stackalloc byte[32]);
        writer.WriteLength(Entries);
        writer.WriteRaw(TimestampIdentifier);
        writer.WriteLength(sizeof(ulong));
        writer.WriteUInt64(timestampMs);
        byte[] encoded = writer.ToArray();
        writer.Dispose();
        return encoded;
    }
}
