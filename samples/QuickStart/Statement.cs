using PhatSdk.Scale;

namespace QuickStart;

/// <summary>What the contract signs: holder, balance and value, encoded one after the other.</summary>
internal static class Statement
{
    public static byte[] Encode(PhatToken.Attestation attestation) => ScaleCodec.Encode(attestation, static (ref writer, statement) =>
    {
        writer.Write(statement.Holder);
        writer.WriteUInt128(statement.Balance);
        writer.WriteUInt128(statement.ValueCents);
    });
}
