using System.Globalization;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>Tells the versions of ink! metadata apart, and reads what they have in common.</summary>
internal static partial class InkMetadataReader
{
    private const int HashSize = 32;
    private const int SelectorSize = 4;

    internal static InkMetadata Read(string json)
    {
        JsonTreeObject root = JsonRead.Document(json);
        if (JsonRead.Optional(root, "metadataVersion") is { } old)
        {
            return ReadV0(root, JsonRead.AsText(old));
        }

        for (int version = 3; version >= 1; version--)
        {
            if (JsonRead.Optional(root, string.Format(CultureInfo.InvariantCulture, "V{0}", version)) is JsonTreeObject body)
            {
                return ReadV3(root, body, ReadTypes(body), version);
            }
        }

        return ReadVersion(root) switch
        {
            "4" => ReadV4(root),
            "5" => ReadV5(root, version: 5),
            "6" => ReadV6(root),
            string other => throw new MetadataException(
                MetadataProblem.UnsupportedVersion, $"ink! metadata of version {JsonRead.Shorten(other)} cannot be read; 0 to 6 can"),
        };
    }

    private static string ReadVersion(JsonTreeObject root) => JsonRead.Optional(root, "version") switch
    {
        JsonTreeScalar { Value: string text } => text,
        JsonTreeScalar { Value: long number } => number.ToString(CultureInfo.InvariantCulture),
        null => throw new MetadataException("the document is no ink! metadata: it has neither a \"version\" nor a \"V3\", \"V2\" or \"V1\""),
        { } token => throw JsonRead.Wrong(token, "a version"),
    };

    private static TypeRegistry ReadTypes(JsonTreeObject body) => TypeRegistryJson.Read(JsonRead.Array(body, "types"));

    private static string ReadName(JsonTreeObject root) => JsonRead.Name(JsonRead.Object(root, "contract"), "name");

    private static string ReadContractVersion(JsonTreeObject root) => JsonRead.NameOrNull(JsonRead.Object(root, "contract"), "version") ?? "";

    private static JsonTreeObject? Source(JsonTreeObject root) => JsonRead.Optional(root, "source") is { } source ? JsonRead.AsObject(source) : null;

    private static string ReadLanguage(JsonTreeObject root) => Source(root) is { } source ? JsonRead.NameOrNull(source, "language") ?? "" : "";

    private static string? ReadHash(JsonTreeObject root) =>
        Source(root) is { } source && JsonRead.Optional(source, "hash") is { } hash ? JsonRead.Hex(hash, HashSize) : null;

    private static string? ReadWasm(JsonTreeObject root) =>
        Source(root) is { } source && JsonRead.Optional(source, "wasm") is { } wasm ? JsonRead.Hex(wasm, size: null) : null;

    private static List<T> ReadList<T>(JsonTreeObject spec, string name, Func<JsonTreeObject, T> read)
    {
        List<T> items = [];
        foreach (JsonTreeNode token in JsonRead.Array(spec, name))
        {
            items.Add(read(JsonRead.AsObject(token)));
        }

        return items;
    }

    private static List<T> ReadCallables<T>(JsonTreeObject spec, string name, Func<JsonTreeObject, T> read, Func<T, uint> selectorOf)
    {
        List<T> items = ReadList(spec, name, read);
        if (items.Count == 0)
        {
            throw new MetadataException($"{JsonRead.Place(spec)}.{name}: there are none");
        }

        Dictionary<uint, int> seen = [];
        for (int i = 0; i < items.Count; i++)
        {
            uint selector = selectorOf(items[i]);
            if (seen.TryGetValue(selector, out int first))
            {
                throw new MetadataException(
                    MetadataProblem.DuplicateSelector,
                    string.Format(CultureInfo.InvariantCulture, "{0}.{1}: [{2}] and [{3}] have one selector, 0x{4:x8}", JsonRead.Place(spec), name, first, i, selector));
            }

            seen.Add(selector, i);
        }

        return items;
    }

    private static uint ReadSelector(JsonTreeObject callable) =>
        uint.Parse(
            JsonRead.Hex(JsonRead.Required(callable, "selector"), SelectorSize).Remove(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int ReadTypeSpec(JsonTreeObject spec, TypeRegistry types)
    {
        int id = JsonRead.TypeId(spec, "type");
        return types.Contains(id) ? id : throw new MetadataException($"{JsonRead.Place(spec)}: there is no type {id}");
    }

    private static int? ReadOptionalTypeSpec(JsonTreeObject parent, string name, TypeRegistry types) =>
        JsonRead.Optional(parent, name) is { } spec ? ReadTypeSpec(JsonRead.AsObject(spec), types) : null;

    private static InkParameter ReadParameter(JsonTreeObject argument, string labelKey, TypeRegistry types)
    {
        JsonTreeNode label = JsonRead.Required(argument, labelKey);
        JsonTreeObject type = JsonRead.Object(argument, "type");
        return new InkParameter(label is JsonTreeArray ? ReadJoinedName(label) : JsonRead.AsName(label), ReadTypeSpec(type, types))
        {
            DisplayName = JsonRead.Names(type, "displayName"),
            IsTopic = JsonRead.Flag(argument, "indexed", fallback: false),
            Docs = JsonRead.Texts(argument, "docs"),
        };
    }

    private static List<InkParameter> ReadParameters(JsonTreeObject owner, string labelKey, TypeRegistry types) =>
        ReadList(owner, "args", argument => ReadParameter(argument, labelKey, types));

    private static string ReadJoinedName(JsonTreeNode name) => JsonRead.AsName(name, string.Join("::", JsonRead.AsArray(name).Select(JsonRead.AsName)));
}
