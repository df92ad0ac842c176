using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Ink;

/// <summary>ink! 4: every return value is in a <c>Result</c> with <c>LangError</c>; events are named by their place.</summary>
internal static partial class InkMetadataReader
{
    private static InkMetadata ReadV4(JsonTreeObject root)
    {
        TypeRegistry types = ReadTypes(root);
        JsonTreeObject spec = JsonRead.Object(root, "spec");
        int? langError = ReadOptionalTypeSpec(spec, "lang_error", types);
        InkLayout? storage = InkLayoutReader.Read(root, types, version: 4);
        return new InkMetadata
        {
            Version = 4,
            ContractName = ReadName(root),
            ContractVersion = ReadContractVersion(root),
            Language = ReadLanguage(root),
            Docs = JsonRead.Texts(spec, "docs"),
            Types = types,
            Constructors = ReadConstructors(spec, types, langError),
            Messages = ReadMessages(spec, types, langError),
            Events = ReadEventsV4(spec, types),
            Environment = ReadEnvironment(spec, types),
            LangErrorTypeId = langError,
            Storage = storage,
            StorageName = StorageName(storage),
            SourceHash = ReadHash(root),
            SourceWasm = ReadWasm(root),
        };
    }

    private static List<InkConstructor> ReadConstructors(JsonTreeObject spec, TypeRegistry types, int? langError) =>
        ReadCallables(spec, "constructors", one => ReadConstructor(one, types, langError), one => one.Selector);

    private static List<InkMessage> ReadMessages(JsonTreeObject spec, TypeRegistry types, int? langError) =>
        ReadCallables(spec, "messages", one => ReadMessage(one, types, langError), one => one.Selector);

    private static InkConstructor ReadConstructor(JsonTreeObject constructor, TypeRegistry types, int? langError)
    {
        int? returned = ReadOptionalTypeSpec(constructor, "returnType", types);
        return new InkConstructor
        {
            Label = JsonRead.Name(constructor, "label"),
            Selector = ReadSelector(constructor),
            Parameters = ReadParameters(constructor, "label", types),
            IsPayable = JsonRead.Flag(constructor, "payable", fallback: false),
            IsDefault = JsonRead.Flag(constructor, "default", fallback: false),
            ReturnTypeId = returned,
            ValueTypeId = WithoutLangError(types, returned, langError),
            Docs = JsonRead.Texts(constructor, "docs"),
        };
    }

    private static InkMessage ReadMessage(JsonTreeObject message, TypeRegistry types, int? langError)
    {
        int? returned = ReadOptionalTypeSpec(message, "returnType", types);
        return new InkMessage
        {
            Label = JsonRead.Name(message, "label"),
            Selector = ReadSelector(message),
            Parameters = ReadParameters(message, "label", types),
            Mutates = JsonRead.Flag(message, "mutates", fallback: true),
            IsPayable = JsonRead.Flag(message, "payable", fallback: false),
            IsDefault = JsonRead.Flag(message, "default", fallback: false),
            ReturnTypeId = returned,
            ValueTypeId = WithoutLangError(types, returned, langError),
            Docs = JsonRead.Texts(message, "docs"),
        };
    }

    private static List<InkEvent> ReadEventsV4(JsonTreeObject spec, TypeRegistry types)
    {
        int index = 0;
        return ReadList(spec, "events", one => new InkEvent
        {
            Label = JsonRead.Name(one, "label"),
            Index = index++,
            Fields = ReadParameters(one, "label", types),
            Docs = JsonRead.Texts(one, "docs"),
        });
    }

    private static InkEnvironment? ReadEnvironment(JsonTreeObject spec, TypeRegistry types)
    {
        if (JsonRead.Optional(spec, "environment") is not { } token)
        {
            return null;
        }

        JsonTreeObject environment = JsonRead.AsObject(token);
        return new InkEnvironment
        {
            AccountIdTypeId = ReadOptionalTypeSpec(environment, "accountId", types),
            BalanceTypeId = ReadOptionalTypeSpec(environment, "balance", types),
            HashTypeId = ReadOptionalTypeSpec(environment, "hash", types),
            TimestampTypeId = ReadOptionalTypeSpec(environment, "timestamp", types),
            BlockNumberTypeId = ReadOptionalTypeSpec(environment, "blockNumber", types),
            ChainExtensionTypeId = ReadOptionalTypeSpec(environment, "chainExtension", types),
            MaxEventTopics = ReadLimit(environment, "maxEventTopics"),
            StaticBufferSize = ReadLimit(environment, "staticBufferSize"),
        };
    }

    private static int? ReadLimit(JsonTreeObject environment, string name) =>
        JsonRead.Optional(environment, name) is { } limit ? (int)JsonRead.Integer(limit, int.MaxValue) : null;

    private static int? WithoutLangError(TypeRegistry types, int? returned, int? langError)
    {
        if (returned is not { } id || types[id] is not VariantType { Name: "Result", Path.Count: 1 } result)
        {
            return returned;
        }

        TypeVariant? ok = result.Variants.FirstOrDefault(variant => variant.Name == "Ok");
        TypeVariant? err = result.Variants.FirstOrDefault(variant => variant.Name == "Err");
        return ok?.Fields.Count == 1 && err?.Fields.Count == 1 && IsLangError(types, err.Fields[0].TypeId, langError) ? ok.Fields[0].TypeId : returned;
    }

    private static bool IsLangError(TypeRegistry types, int id, int? langError) =>
        id == langError || (types[id].Name == "LangError" && types[id].Path[0] == "ink_primitives");

    private static string? StorageName(InkLayout? storage) => ((storage is InkRootLayout root ? root.Content : storage) as InkStructLayout)?.Name;
}
