using System.Text.Json;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Writes what <c>chainHead_v1_follow</c> tells of a runtime.</summary>
internal static class RuntimeSpecJson
{
    private const int ApiIdSize = 8;

    /// <summary>Writes the specification of a runtime.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="version">What <c>Core_version</c> returned.</param>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public static void WriteRuntimeSpec(this Utf8JsonWriter writer, ReadOnlySpan<byte> version)
    {
        ScaleReader reader = new(version);
        writer.WriteStartObject();
        writer.WriteString("type", "valid");
        writer.WriteStartObject("spec");
        writer.WriteString("specName", reader.ReadString());
        writer.WriteString("implName", reader.ReadString());
        _ = reader.ReadUInt32(); // the authoring version, which is not told
        writer.WriteNumber("specVersion", reader.ReadUInt32());
        writer.WriteNumber("implVersion", reader.ReadUInt32());
        writer.WriteStartObject("apis");
        for (int remaining = reader.ReadLength(ApiIdSize + sizeof(uint)); remaining > 0; remaining--)
        {
            writer.WriteNumber(Hex.Format(reader.ReadRaw(ApiIdSize)), reader.ReadUInt32());
        }

        writer.WriteEndObject();
        writer.WriteNumber("transactionVersion", reader.ReadUInt32());
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes that a block has no runtime that works.</summary>
    public static void WriteInvalidRuntime(this Utf8JsonWriter writer, string error)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "invalid");
        writer.WriteString("error", error);
        writer.WriteEndObject();
    }
}
