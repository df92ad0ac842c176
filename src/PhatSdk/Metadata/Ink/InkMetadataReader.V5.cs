using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>ink! 5: events are named by a topic.</summary>
internal static partial class InkMetadataReader
{
    private static InkMetadata ReadV5(JsonTreeObject root, int version)
    {
        TypeRegistry types = ReadTypes(root);
        JsonTreeObject spec = JsonRead.Object(root, "spec");
        int? langError = ReadOptionalTypeSpec(spec, "lang_error", types);
        InkLayout? storage = InkLayoutReader.Read(root, types, version);
        return new InkMetadata
        {
            Version = version,
            ContractName = ReadName(root),
            ContractVersion = ReadContractVersion(root),
            Language = ReadLanguage(root),
            Docs = JsonRead.Texts(spec, "docs"),
            Types = types,
            Constructors = ReadConstructors(spec, types, langError),
            Messages = ReadMessages(spec, types, langError),
            Events = ReadEventsV5(spec, types),
            Environment = ReadEnvironment(spec, types),
            LangErrorTypeId = langError,
            Storage = storage,
            StorageName = StorageName(storage),
            SourceHash = ReadHash(root),
            SourceWasm = ReadWasm(root),
        };
    }

    private static List<InkEvent> ReadEventsV5(JsonTreeObject spec, TypeRegistry types)
    {
        int index = 0;
        return ReadList(spec, "events", one => new InkEvent
        {
            Label = JsonRead.Name(one, "label"),
            Index = index++,
            Fields = ReadParameters(one, "label", types),
            SignatureTopic = ReadSignatureTopic(one),
            ModulePath = JsonRead.NameOrNull(one, "module_path"),
            Docs = JsonRead.Texts(one, "docs"),
        });
    }

    private static string? ReadSignatureTopic(JsonTreeObject one) =>
        JsonRead.Optional(one, "signature_topic") is { } topic and not JsonTreeScalar { Value: "" } ? JsonRead.Hex(topic, HashSize) : null;
}
