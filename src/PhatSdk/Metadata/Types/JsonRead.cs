using System.Globalization;

namespace PhatSdk.Metadata.Types;

/// <summary>Takes values out of JSON; what is missing or something else is a <see cref="MetadataException"/> that names the place.</summary>
internal static class JsonRead
{
    private const int ShownLength = 80;
    private const int LongestName = 1024;

    private static readonly JsonTreeArray Empty = new(name: null);

    internal static JsonTreeObject Document(string json) => AsObject(JsonDocumentReader.Read(json));

    internal static JsonTreeNode? Optional(JsonTreeObject parent, string name)
    {
        JsonTreeNode? token = parent[name];
        return token is JsonTreeScalar { Value: null } ? null : token;
    }

    internal static JsonTreeNode Required(JsonTreeObject parent, string name) =>
        Optional(parent, name) ?? throw new MetadataException($"{Place(parent)}: \"{name}\" is missing");

    internal static JsonTreeObject AsObject(JsonTreeNode token) => token as JsonTreeObject ?? throw Wrong(token, "an object");

    internal static JsonTreeObject Object(JsonTreeObject parent, string name) => AsObject(Required(parent, name));

    internal static JsonTreeArray AsArray(JsonTreeNode token) => token as JsonTreeArray ?? throw Wrong(token, "an array");

    internal static JsonTreeArray Array(JsonTreeObject parent, string name) => AsArray(Required(parent, name));

    internal static JsonTreeArray ArrayOrEmpty(JsonTreeObject parent, string name) => Optional(parent, name) is { } token ? AsArray(token) : Empty;

    internal static string AsText(JsonTreeNode token) => token is JsonTreeScalar { Value: string text } ? text : throw Wrong(token, "text");

    internal static string Text(JsonTreeObject parent, string name) => AsText(Required(parent, name));

    internal static string? TextOrNull(JsonTreeObject parent, string name) => Optional(parent, name) is { } token ? AsText(token) : null;

    /// <summary>Text that names something.</summary>
    internal static string AsName(JsonTreeNode token) => AsName(token, AsText(token));

    /// <summary>A name that was read from <paramref name="token"/>.</summary>
    internal static string AsName(JsonTreeNode token, string name) =>
        name.Length <= LongestName
            ? name
            : throw new MetadataException(string.Format(
                CultureInfo.InvariantCulture, "{0}: a name of {1} characters, starting \"{2}\", is longer than {3}", Place(token), name.Length, Shorten(name), LongestName));

    internal static string Name(JsonTreeObject parent, string name) => AsName(Required(parent, name));

    internal static string? NameOrNull(JsonTreeObject parent, string name) => Optional(parent, name) is { } token ? AsName(token) : null;

    internal static List<string> Names(JsonTreeObject parent, string name) => ReadAll(ArrayOrEmpty(parent, name), AsName);

    internal static List<string> Texts(JsonTreeObject parent, string name) => ReadAll(ArrayOrEmpty(parent, name), AsText);

    internal static bool Flag(JsonTreeObject parent, string name, bool fallback) => Optional(parent, name) switch
    {
        null => fallback,
        JsonTreeScalar { Value: bool flag } => flag,
        { } token => throw Wrong(token, "true or false"),
    };

    internal static long Integer(JsonTreeNode token, long maximum) =>
        token is JsonTreeScalar { Value: long number } && number >= 0 && number <= maximum
            ? number
            : throw Wrong(token, string.Format(CultureInfo.InvariantCulture, "an integer from 0 to {0}", maximum));

    internal static int TypeId(JsonTreeNode token) => (int)Integer(token, int.MaxValue);

    internal static int TypeId(JsonTreeObject parent, string name) => TypeId(Required(parent, name));

    /// <summary>Hexadecimal text of whole bytes in lower case, with <c>0x</c>.</summary>
    internal static string Hex(JsonTreeNode token, int? size)
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

    internal static string Place(JsonTreeNode token) => token.Path.Length == 0 ? "the document" : token.Path;

    internal static MetadataException Wrong(JsonTreeNode token, string wanted)
    {
        string shown = token switch
        {
            JsonTreeObject => "an object",
            JsonTreeArray => "an array",
            JsonTreeScalar { Value: string text } => $"\"{Shorten(text)}\"",
            JsonTreeScalar { Value: bool flag } => flag ? "true" : "false",
            JsonTreeScalar { Value: null } => "null",
            JsonTreeScalar scalar => Shorten(Convert.ToString(scalar.Value, CultureInfo.InvariantCulture) ?? ""),
            _ => "something",
        };
        return new MetadataException($"{Place(token)}: {shown} is not {wanted}");
    }

    /// <summary>The start of a text that is long, for messages.</summary>
    internal static string Shorten(string text, int length = ShownLength) => text.Length <= length ? text : text.Remove(length) + "…";

    private static List<string> ReadAll(JsonTreeArray array, Func<JsonTreeNode, string> read)
    {
        List<string> texts = new(array.Count);
        foreach (JsonTreeNode token in array)
        {
            texts.Add(read(token));
        }

        return texts;
    }
}
