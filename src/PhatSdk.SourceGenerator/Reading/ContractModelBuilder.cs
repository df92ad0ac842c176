using System.Globalization;
using System.Text;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.SourceGenerator.Models;
using PhatSdk.SourceGenerator.Naming;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>Makes a model of a contract's metadata.</summary>
internal sealed class ContractModelBuilder
{
    private const int HashSize = 32;

    private readonly InkMetadata _metadata;
    private readonly ClassModel _class;
    private readonly NameScope _scope;
    private readonly TypeMapper _types;

    internal ContractModelBuilder(InkMetadata metadata, ClassModel client)
    {
        _metadata = metadata;
        _class = client;
        _scope = ReservedNames.InClient(client.Name);
        _types = new TypeMapper(metadata.Types, Roots(metadata), client, _scope);
    }

    internal ContractModel Build()
    {
        if (_metadata.Version >= 6)
        {
            throw new MetadataException(MetadataProblem.UnsupportedVersion, "contracts of ink! 6 run on pallet-revive, for which there are no clients yet");
        }

        return new ContractModel
        {
            Class = _class,
            Title = string.Join(" ", new[] { _metadata.ContractName, _metadata.ContractVersion, _metadata.Language.Length == 0 ? "" : $"({_metadata.Language})" }.Where(part => part.Length > 0)),
            Docs = Docs(_metadata.Docs),
            CodeHash = _metadata.SourceHash ?? throw new MetadataException("source.hash is missing"),
            WasmBase64 = _metadata.SourceWasm is { } wasm ? Convert.ToBase64String(HexBytes(wasm)) : null,
            Constructors = BuildConstructors(),
            Messages = BuildMessages(),
            Events = BuildEvents(),
            Types = new TypeModelBuilder(_metadata.Types, _types).Build(),
        };
    }

    internal static EquatableArray<string> Docs(IReadOnlyList<string> lines) => lines.ToArray();

    private static IEnumerable<int> Roots(InkMetadata metadata) =>
    [
        .. metadata.Constructors.SelectMany(one => one.Parameters.Select(parameter => parameter.TypeId).Concat(ErrorOf(metadata, one))),
        .. metadata.Messages.SelectMany(one => one.Parameters.Select(parameter => parameter.TypeId).Concat(one.ValueTypeId is { } value ? [value] : [])),
        .. metadata.Events.SelectMany(one => one.Fields.Select(field => field.TypeId)),
    ];

    private static IEnumerable<int> ErrorOf(InkMetadata metadata, InkConstructor constructor) =>
        constructor.ValueTypeId is { } value && WellKnownTypes.IsResult(metadata.Types[value], out _, out int error) ? [error] : [];

    private List<ConstructorModel> BuildConstructors()
    {
        List<ConstructorModel> constructors = [];
        NameScope records = ReservedNames.InConstructors();
        foreach (InkConstructor one in _metadata.Constructors)
        {
            string name = records.Add(CSharpIdentifier.Pascal(one.Label), "Constructor");
            constructors.Add(new ConstructorModel
            {
                Name = name,
                Method = _scope.Add($"Deploy{name}Async"),
                Label = one.Label,
                Selector = one.Selector,
                IsPayable = one.IsPayable,
                Fields = BuildFields(one.Parameters, ReservedNames.InCallable(name)),
                Error = ErrorOf(_metadata, one).Select(_types.Map).FirstOrDefault(),
                ReturnsLangError = one.ReturnsLangError,
                Docs = Docs(one.Docs),
            });
        }

        return constructors;
    }

    private List<MessageModel> BuildMessages()
    {
        List<MessageModel> messages = [];
        NameScope records = ReservedNames.InMessages();
        HashSet<string> shared = [.. _metadata.Messages.GroupBy(one => CSharpIdentifier.Pascal(WithoutTrait(one.Label))).Where(group => group.Count() > 1).Select(group => group.Key)];
        foreach (InkMessage one in _metadata.Messages)
        {
            string name = CSharpIdentifier.Pascal(WithoutTrait(one.Label));
            name = records.Add(shared.Contains(name) ? CSharpIdentifier.Pascal(one.Label) : name, "Message");
            messages.Add(new MessageModel
            {
                Name = name,
                Method = _scope.Add($"{name}Async"),
                EstimateMethod = one.Mutates ? _scope.Add($"Estimate{name}Async") : null,
                Label = one.Label,
                Selector = one.Selector,
                Mutates = one.Mutates,
                IsPayable = one.IsPayable,
                Fields = BuildFields(one.Parameters, ReservedNames.InCallable(name)),
                Return = _types.IsUnit(one.ValueTypeId) ? null : _types.Map(one.ValueTypeId!.Value),
                ReturnsLangError = one.ReturnsLangError,
                Docs = Docs(one.Docs),
            });
        }

        return messages;
    }

    private List<EventModel> BuildEvents()
    {
        List<EventModel> events = [];
        NameScope records = ReservedNames.InEvents();
        foreach (InkEvent one in _metadata.Events)
        {
            string name = records.Add(CSharpIdentifier.Pascal(one.Label), "Event");
            events.Add(new EventModel
            {
                Name = name,
                Label = one.Label,
                Fields = BuildFields(one.Fields, ReservedNames.InEvent(name)),
                TopicCount = one.Fields.Count(field => field.IsTopic),
                Index = _metadata.Version >= 5 ? null : EventIndex(one),
                SignatureTopic = _metadata.Version >= 5 ? one.SignatureTopic : SignatureTopic(one),
                Docs = Docs(one.Docs),
            });
        }

        return events;
    }

    private static byte EventIndex(InkEvent one) => one.Index <= byte.MaxValue
        ? (byte)one.Index
        : throw new MetadataException($"spec.events: \"{one.Label}\" is number {one.Index}, but only 256 can be told apart");

    /// <summary>Before ink! 5, an event's first topic is a zero and the event's name after its contract's, hashed where that is longer than a topic.</summary>
    private string? SignatureTopic(InkEvent one)
    {
        if (_metadata.StorageName is not { } storage)
        {
            return null;
        }

        byte[] name = Encoding.UTF8.GetBytes($"\0{storage}::{one.Label}");
        return name.Length > HashSize ? null : "0x" + string.Concat(name.Select(part => part.ToString("x2", CultureInfo.InvariantCulture))).PadRight(2 * HashSize, '0');
    }

    private FieldModel[] BuildFields(IReadOnlyList<InkParameter> parameters, NameScope properties)
    {
        NameScope method = ReservedNames.InMethod();
        FieldModel[] fields = new FieldModel[parameters.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            string wanted = CSharpIdentifier.Pascal(parameters[i].Label);
            fields[i] = new FieldModel(
                parameters[i].Label,
                properties.Add(wanted, "Value"),
                method.Add(CSharpIdentifier.Camel(wanted), "Value"),
                _types.Map(parameters[i].TypeId),
                Docs(parameters[i].Docs));
        }

        return fields;
    }

    private static string WithoutTrait(string label)
    {
        int end = label.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? label : label.Substring(end + 2);
    }

    private static byte[] HexBytes(string text)
    {
        byte[] bytes = new byte[(text.Length / 2) - 1];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Digit(text[2 + (2 * i)]) << 4) | Digit(text[3 + (2 * i)]));
        }

        return bytes;
    }

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;
}
