using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>ink! 3: versions 1 (names are lists of segments, as in 0), 2 and 3 (constructors tell whether they are payable).</summary>
internal static partial class InkMetadataReader
{
    private static InkMetadata ReadV3(JsonTreeObject root, JsonTreeObject body, TypeRegistry types, int version)
    {
        JsonTreeObject spec = JsonRead.Object(body, "spec");
        return new InkMetadata
        {
            Version = version,
            ContractName = ReadName(root),
            ContractVersion = ReadContractVersion(root),
            Language = ReadLanguage(root),
            Docs = JsonRead.Texts(spec, "docs"),
            Types = types,
            Constructors = ReadCallables(spec, "constructors", one => ReadConstructorV3(one, version, types), one => one.Selector),
            Messages = ReadCallables(spec, "messages", one => ReadMessageV3(one, version, types), one => one.Selector),
            Events = ReadEventsV3(spec, version, types),
            Storage = InkLayoutReader.Read(body, types, version),
            SourceHash = ReadHash(root),
            SourceWasm = ReadWasm(root),
        };
    }

    private static InkConstructor ReadConstructorV3(JsonTreeObject constructor, int version, TypeRegistry types) => new()
    {
        Label = ReadLabelV3(constructor, version),
        Selector = ReadSelector(constructor),
        Parameters = ReadParameters(constructor, LabelKey(version), types),
        IsPayable = JsonRead.Flag(constructor, "payable", fallback: true),
        Docs = JsonRead.Texts(constructor, "docs"),
    };

    private static InkMessage ReadMessageV3(JsonTreeObject message, int version, TypeRegistry types)
    {
        if (message["returnType"] is null)
        {
            throw new MetadataException($"{JsonRead.Place(message)}: \"returnType\" is missing");
        }

        int? returned = ReadOptionalTypeSpec(message, "returnType", types);
        return new InkMessage
        {
            Label = ReadLabelV3(message, version),
            Selector = ReadSelector(message),
            Parameters = ReadParameters(message, LabelKey(version), types),
            Mutates = JsonRead.Flag(message, "mutates", fallback: true),
            IsPayable = JsonRead.Flag(message, "payable", fallback: false),
            ReturnTypeId = returned,
            ValueTypeId = returned,
            Docs = JsonRead.Texts(message, "docs"),
        };
    }

    private static List<InkEvent> ReadEventsV3(JsonTreeObject spec, int version, TypeRegistry types)
    {
        int index = 0;
        return ReadList(spec, "events", one => new InkEvent
        {
            Label = ReadLabelV3(one, version),
            Index = index++,
            Fields = ReadParameters(one, LabelKey(version), types),
            Docs = JsonRead.Texts(one, "docs"),
        });
    }

    private static string LabelKey(int version) => version <= 1 ? "name" : "label";

    private static string ReadLabelV3(JsonTreeObject owner, int version)
    {
        JsonTreeNode name = JsonRead.Required(owner, LabelKey(version));
        return name is JsonTreeArray ? ReadJoinedName(name) : JsonRead.AsName(name);
    }
}
