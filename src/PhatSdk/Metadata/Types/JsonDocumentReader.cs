using System.Globalization;
using Newtonsoft.Json;

namespace PhatSdk.Metadata.Types;

/// <summary>Reads a JSON document whole, with a limit to its depth.</summary>
internal static class JsonDocumentReader
{
    private const int MaxDepth = 256;
    private const int LongestMessage = 256;

    /// <exception cref="MetadataException">The text is no JSON, too deep, names a member twice, or goes on behind its end.</exception>
    internal static JsonTreeNode Read(string json)
    {
        try
        {
            using StringReader text = new(json);
            using JsonTextReader reader = new(text) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
            if (!Advance(reader))
            {
                throw new MetadataException("the JSON is damaged: it is empty");
            }

            JsonTreeNode document = ReadNode(reader, null);
            return Advance(reader)
                ? throw new MetadataException(string.Format(CultureInfo.InvariantCulture, "the JSON goes on behind its end, in line {0}", reader.LineNumber))
                : document;
        }
        catch (JsonException exception)
        {
            throw new MetadataException($"the JSON is damaged: {JsonRead.Shorten(exception.Message, LongestMessage)}", exception);
        }
    }

    private static JsonTreeNode ReadNode(JsonTextReader reader, string? name) => reader.TokenType switch
    {
        JsonToken.StartObject => ReadObject(reader, new JsonTreeObject(name)),
        JsonToken.StartArray => ReadArray(reader, new JsonTreeArray(name)),
        JsonToken.String or JsonToken.Integer or JsonToken.Float or JsonToken.Boolean or JsonToken.Null => new JsonTreeScalar(name, reader.Value),
        _ => throw Damaged(reader),
    };

    private static JsonTreeObject ReadObject(JsonTextReader reader, JsonTreeObject node)
    {
        while (Next(reader) != JsonToken.EndObject)
        {
            string name = reader.TokenType == JsonToken.PropertyName ? (string)reader.Value! : throw Damaged(reader);
            Next(reader);
            if (!node.TryAdd(ReadNode(reader, name)))
            {
                throw new MetadataException(string.Format(
                    CultureInfo.InvariantCulture, "the JSON is damaged: \"{0}\" stands twice in one object, in line {1}", JsonRead.Shorten(name), reader.LineNumber));
            }
        }

        return node;
    }

    private static JsonTreeArray ReadArray(JsonTextReader reader, JsonTreeArray node)
    {
        while (Next(reader) != JsonToken.EndArray)
        {
            node.Append(ReadNode(reader, null));
        }

        return node;
    }

    private static JsonToken Next(JsonTextReader reader) =>
        Advance(reader) ? reader.TokenType : throw new MetadataException("the JSON is damaged: it ends too early");

    private static bool Advance(JsonTextReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                return true;
            }
        }

        return false;
    }

    private static MetadataException Damaged(JsonTextReader reader) => new(string.Format(
        CultureInfo.InvariantCulture, "the JSON is damaged: {0} in line {1}", reader.TokenType, reader.LineNumber));
}
