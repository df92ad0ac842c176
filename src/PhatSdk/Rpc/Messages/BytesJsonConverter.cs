using System.Text.Json;
using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>Bytes as nodes write them: hexadecimal text that starts with <c>0x</c>.</summary>
internal sealed class BytesJsonConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Hex.TryParse(reader.GetString(), out byte[]? bytes) ? bytes : throw new JsonException("no hexadecimal text of whole bytes");

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Hex.Format(value));
}
