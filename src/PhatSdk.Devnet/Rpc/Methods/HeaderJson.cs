using System.Text.Json;
using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Writes headers as nodes do.</summary>
internal static class HeaderJson
{
    public static void WriteHeader(this Utf8JsonWriter writer, Header header)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("parentHash");
        writer.WriteHash(header.ParentHash);
        writer.WriteHexNumber("number", header.Number);
        writer.WritePropertyName("stateRoot");
        writer.WriteHash(header.StateRoot);
        writer.WritePropertyName("extrinsicsRoot");
        writer.WriteHash(header.ExtrinsicsRoot);
        writer.WriteStartObject("digest");
        writer.WriteStartArray("logs");
        foreach (ReadOnlyMemory<byte> log in header.Logs)
        {
            writer.WriteHex(log.Span);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
