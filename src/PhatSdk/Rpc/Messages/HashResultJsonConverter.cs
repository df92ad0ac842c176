using System.Text.Json;
using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>Reads a hash as nodes write it: <c>0x</c> and 64 hexadecimal digits.</summary>
internal sealed class HashResultJsonConverter : JsonConverter<HashResult>
{
    public override HashResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(Parse(reader.GetString()));

    public override void Write(Utf8JsonWriter writer, HashResult value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hash.ToString());

    internal static Hash256 Parse(string? text) =>
        Hash256.TryParse(text, null, out Hash256 hash) ? hash : throw new JsonException("no hash of 32 bytes");
}
