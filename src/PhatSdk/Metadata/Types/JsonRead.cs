using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace PhatSdk.Metadata.Types;

/// <summary>Takes values out of JSON; what is missing or something else is a <see cref="MetadataException"/> that names the place.</summary>
internal static class JsonRead
{
    private const int MaxDepth = 256;
    private const int ShownLength = 80;

    internal static JObject Document(string json)
    {
        try
        {
            using StringReader text = new(json);
            using JsonTextReader reader = new(text) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
            JToken document = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                {
                    throw new MetadataException(string.Format(CultureInfo.InvariantCulture, "the JSON goes on behind its end, in line {0}", reader.LineNumber));
                }
            }

            return AsObject(document);
        }
        catch (JsonException exception)
        {
            throw new MetadataException($"the JSON is damaged: {exception.Message}", exception);
        }
    }

    internal static JToken? Optional(JObject parent, string name)
    {
        JToken? token = parent[name];
        return token is null || token.Type == JTokenType.Null ? null : token;
    }

    internal static JToken Required(JObject parent, string name) =>
        Optional(parent, name) ?? throw new MetadataException($"{Place(parent)}: \"{name}\" is missing");

    internal static JObject AsObject(JToken token) => token as JObject ?? throw Wrong(token, "an object");

    internal static JObject Object(JObject parent, string name) => AsObject(Required(parent, name));

    internal static JArray AsArray(JToken token) => token as JArray ?? throw Wrong(token, "an array");

    internal static JArray Array(JObject parent, string name) => AsArray(Required(parent, name));

    internal static JArray ArrayOrEmpty(JObject parent, string name) => Optional(parent, name) is { } token ? AsArray(token) : new JArray();

    internal static string AsText(JToken token) => token is JValue { Value: string text } ? text : throw Wrong(token, "text");

    internal static string Text(JObject parent, string name) => AsText(Required(parent, name));

    internal static string? TextOrNull(JObject parent, string name) => Optional(parent, name) is { } token ? AsText(token) : null;

    internal static List<string> Texts(JObject parent, string name)
    {
        JArray array = ArrayOrEmpty(parent, name);
        List<string> texts = new(array.Count);
        foreach (JToken token in array)
        {
            texts.Add(AsText(token));
        }

        return texts;
    }

    internal static bool Flag(JObject parent, string name, bool fallback) => Optional(parent, name) switch
    {
        null => fallback,
        JValue { Value: bool flag } => flag,
        { } token => throw Wrong(token, "true or false"),
    };

    internal static long Integer(JToken token, long maximum) =>
        token is JValue { Value: long number } && number >= 0 && number <= maximum
            ? number
            : throw Wrong(token, string.Format(CultureInfo.InvariantCulture, "an integer from 0 to {0}", maximum));

    internal static int TypeId(JToken token) => (int)Integer(token, int.MaxValue);

    internal static int TypeId(JObject parent, string name) => TypeId(Required(parent, name));

    /// <summary>Hexadecimal text of whole bytes in lower case, with <c>0x</c>.</summary>
    internal static string Hex(JToken token, int? size)
    {
        string text = AsText(token);
        bool fits = text.StartsWith("0x", StringComparison.Ordinal) && text.Length % 2 == 0 && (size is null || text.Length == 2 + (2 * size));
        for (int i = 2; fits && i < text.Length; i++)
        {
            fits = text[i] is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
        }

        return fits
            ? text.ToLowerInvariant()
            : throw Wrong(token, size is null ? "hexadecimal text" : string.Format(CultureInfo.InvariantCulture, "hexadecimal text of {0} bytes", size));
    }

    internal static string Place(JToken token) => token.Path.Length == 0 ? "the document" : token.Path;

    internal static MetadataException Wrong(JToken token, string wanted)
    {
        string shown = token switch
        {
            JObject => "an object",
            JArray => "an array",
            JValue { Value: string text } => $"\"{Shorten(text)}\"",
            _ => Shorten(token.ToString(Formatting.None)),
        };
        return new MetadataException($"{Place(token)}: {shown} is not {wanted}");
    }

    private static string Shorten(string text) => text.Length <= ShownLength ? text : text.Remove(ShownLength) + "…";
}
