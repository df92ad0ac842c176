using System.Globalization;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>Reads storage layouts. How deep they go, the JSON's own depth limits.</summary>
internal sealed class InkLayoutReader(TypeRegistry types, int version)
{
    private const int KeySize = 4;
    private const int OldKeySize = 32;
    private const int FirstPacked = 4;

    internal static InkLayout? Read(JsonTreeObject body, TypeRegistry types, int version) =>
        JsonRead.Optional(body, "storage") is { } storage ? new InkLayoutReader(types, version).Read(JsonRead.AsObject(storage)) : null;

    private InkLayout Read(JsonTreeObject layout)
    {
        if (layout.Count != 1)
        {
            throw JsonRead.Wrong(layout, "an object with one member, the kind of layout");
        }

        KeyValuePair<string, JsonTreeNode> kind = layout.Members.First();
        JsonTreeObject body = JsonRead.AsObject(kind.Value);
        return kind.Key switch
        {
            "leaf" or "cell" => new InkLeafLayout(ReadKey(body, "key"), ReadType(body, "ty")),
            "root" => new InkRootLayout(ReadKey(body, "root_key"), ReadContent(body), JsonRead.Optional(body, "ty") is null ? null : ReadType(body, "ty")),
            "hash" => new InkHashLayout(ReadKey(body, "offset"), ReadStrategy(JsonRead.Object(body, "strategy")), ReadContent(body)),
            "array" => new InkArrayLayout(ReadKey(body, "offset"), ReadLength(body), ReadCells(body), ReadContent(body)),
            "struct" => new InkStructLayout(JsonRead.NameOrNull(body, "name"), ReadFields(body)),
            "enum" => new InkEnumLayout(JsonRead.NameOrNull(body, "name"), ReadKey(body, "dispatchKey"), ReadVariants(JsonRead.Object(body, "variants"))),
            _ => throw new MetadataException($"{JsonRead.Place(layout)}: \"{JsonRead.Shorten(kind.Key)}\" is no kind of layout"),
        };
    }

    private InkLayout ReadContent(JsonTreeObject body) => Read(JsonRead.Object(body, "layout"));

    // ink! 4 writes keys as numbers, the other versions as the bytes that the host gets.
    private string ReadKey(JsonTreeObject body, string name)
    {
        JsonTreeNode token = JsonRead.Required(body, name);
        if (version < FirstPacked)
        {
            return JsonRead.Hex(token, OldKeySize);
        }

        string key = JsonRead.Hex(token, KeySize);
        return version == FirstPacked ? $"0x{key[8]}{key[9]}{key[6]}{key[7]}{key[4]}{key[5]}{key[2]}{key[3]}" : key;
    }

    private int ReadType(JsonTreeObject body, string name)
    {
        int id = JsonRead.TypeId(body, name);
        return types.Contains(id) ? id : throw new MetadataException($"{JsonRead.Place(body)}: there is no type {id}");
    }

    private static uint ReadLength(JsonTreeObject body) => (uint)JsonRead.Integer(JsonRead.Required(body, "len"), uint.MaxValue);

    private ulong ReadCells(JsonTreeObject body) => version < FirstPacked ? (ulong)JsonRead.Integer(JsonRead.Required(body, "cellsPerElem"), long.MaxValue) : 0;

    private List<InkFieldLayout> ReadFields(JsonTreeObject owner)
    {
        JsonTreeArray array = JsonRead.Array(owner, "fields");
        List<InkFieldLayout> fields = new(array.Count);
        HashSet<string> names = [];
        foreach (JsonTreeNode token in array)
        {
            JsonTreeObject field = JsonRead.AsObject(token);
            string name = JsonRead.NameOrNull(field, "name") ?? fields.Count.ToString(CultureInfo.InvariantCulture);
            if (!names.Add(name))
            {
                throw new MetadataException($"{JsonRead.Place(field)}: another field is named \"{JsonRead.Shorten(name)}\" too");
            }

            fields.Add(new InkFieldLayout(name, ReadContent(field)));
        }

        return fields;
    }

    private List<InkVariantLayout> ReadVariants(JsonTreeObject variants)
    {
        List<InkVariantLayout> list = new(variants.Count);
        HashSet<byte> indexes = [];
        foreach (KeyValuePair<string, JsonTreeNode> member in variants.Members)
        {
            if (!byte.TryParse(member.Key, NumberStyles.None, CultureInfo.InvariantCulture, out byte index) || !indexes.Add(index))
            {
                throw new MetadataException($"{JsonRead.Place(variants)}: \"{JsonRead.Shorten(member.Key)}\" is no number of a variant from 0 to 255, or there twice");
            }

            JsonTreeObject variant = JsonRead.AsObject(member.Value);
            list.Add(new InkVariantLayout(index, JsonRead.NameOrNull(variant, "name"), ReadFields(variant)));
        }

        return list;
    }

    private static InkHashingStrategy ReadStrategy(JsonTreeObject strategy)
    {
        JsonTreeNode hasher = JsonRead.Required(strategy, "hasher");
        return new InkHashingStrategy(
            JsonRead.AsText(hasher) switch
            {
                "Blake2x256" => InkHasher.Blake2x256,
                "Sha2x256" => InkHasher.Sha2x256,
                "Keccak256" => InkHasher.Keccak256,
                _ => throw JsonRead.Wrong(hasher, "a hash"),
            },
            ReadAffix(strategy, "prefix"),
            ReadAffix(strategy, "postfix"));
    }

    // Bytes are written as hexadecimal text, and none as an empty one.
    private static string ReadAffix(JsonTreeObject strategy, string name)
    {
        JsonTreeNode affix = JsonRead.Required(strategy, name);
        return affix is JsonTreeScalar { Value: "" } ? "0x" : JsonRead.Hex(affix, size: null);
    }
}
