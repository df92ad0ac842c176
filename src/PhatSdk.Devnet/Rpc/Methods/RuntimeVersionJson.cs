using System.Text.Json;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Writes the runtime's <c>RuntimeVersion</c> as nodes do.</summary>
internal static class RuntimeVersionJson
{
    private const int ApiIdSize = 8;

    /// <summary>Writes it from what <c>Core_version</c> returned.</summary>
    /// <exception cref="ScaleException">The bytes are something else.</exception>
    public static void WriteRuntimeVersion(this Utf8JsonWriter writer, ReadOnlySpan<byte> version)
    {
        ScaleReader reader = new(version);
        writer.WriteStartObject();
        writer.WriteString("specName", reader.ReadString());
        writer.WriteString("implName", reader.ReadString());
        writer.WriteNumber("authoringVersion", reader.ReadUInt32());
        writer.WriteNumber("specVersion", reader.ReadUInt32());
        writer.WriteNumber("implVersion", reader.ReadUInt32());
        writer.WriteStartArray("apis");
        for (int remaining = reader.ReadLength(ApiIdSize + sizeof(uint)); remaining > 0; remaining--)
        {
            writer.WriteStartArray();
            writer.WriteHex(reader.ReadRaw(ApiIdSize));
            writer.WriteNumberValue(reader.ReadUInt32());
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteNumber("transactionVersion", reader.ReadUInt32());
        byte system = reader.ReadByte();
        writer.WriteNumber("systemVersion", system);
        // The name that it had before; older clients know only this one.
        writer.WriteNumber("stateVersion", system);
        writer.WriteEndObject();
        reader.ThrowIfNotAtEnd();
    }
}
