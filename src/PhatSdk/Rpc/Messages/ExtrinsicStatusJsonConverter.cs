using System.Text.Json;
using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>Reads a status: a text, or an object with one member whose name is the kind.</summary>
internal sealed class ExtrinsicStatusJsonConverter : JsonConverter<ExtrinsicStatus>
{
    public override ExtrinsicStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new ExtrinsicStatus(KindOf(reader.GetString()));
        }

        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            throw new JsonException("no status of an extrinsic");
        }

        ExtrinsicStatusKind kind = KindOf(reader.GetString());
        reader.Read();
        Hash256? hash = null;
        if (kind == ExtrinsicStatusKind.Broadcast)
        {
            reader.Skip();
        }
        else
        {
            hash = Hash256.TryParse(reader.GetString(), null, out Hash256 parsed) ? parsed : throw new JsonException("no hash of 32 bytes");
        }

        return reader.Read() && reader.TokenType == JsonTokenType.EndObject
            ? new ExtrinsicStatus(kind, hash)
            : throw new JsonException("a status of an extrinsic has one member");
    }

    public override void Write(Utf8JsonWriter writer, ExtrinsicStatus value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static ExtrinsicStatusKind KindOf(string? text) => text switch
    {
        "future" => ExtrinsicStatusKind.Future,
        "ready" => ExtrinsicStatusKind.Ready,
        "broadcast" => ExtrinsicStatusKind.Broadcast,
        "inBlock" => ExtrinsicStatusKind.InBlock,
        "retracted" => ExtrinsicStatusKind.Retracted,
        "finalityTimeout" => ExtrinsicStatusKind.FinalityTimeout,
        "finalized" => ExtrinsicStatusKind.Finalized,
        "usurped" => ExtrinsicStatusKind.Usurped,
        "dropped" => ExtrinsicStatusKind.Dropped,
        "invalid" => ExtrinsicStatusKind.Invalid,
        _ => throw new JsonException($"\"{text}\" is no status of an extrinsic"),
    };
}
