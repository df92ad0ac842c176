using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

/// <summary>A registry of one type of the SCALE vectors and of what it is made of, and the vectors' values as dynamic ones.</summary>
internal sealed class SyntaxRegistry
{
    private readonly List<TypeDefinition> _types = [];
    private readonly Dictionary<TypeSyntax, int> _recursive = new(ReferenceEqualityComparer.Instance);

    private SyntaxRegistry()
    {
    }

    public static (TypeRegistry Types, int TypeId) Create(TypeSyntax type)
    {
        SyntaxRegistry registry = new();
        int id = registry.Add(type);
        return (new TypeRegistry(registry._types), id);
    }

    public static ScaleValue Value(TypeSyntax type, JsonNode? value) => type switch
    {
        { IsBytes: true } => Hex.Parse((string)value!),
        { Name: "bool" } => (bool)value!,
        { Name: "String" } => (string)value!,
        { Name: "Option" } => value is null ? ScaleValue.None : ScaleValue.Some(Value(type.Arguments[0], value["some"])),
        { Name: "Result" } => value!.AsObject().ContainsKey("ok")
            ? ScaleValue.Variant("Ok", ScaleValue.Tuple(Value(type.Arguments[0], value["ok"])))
            : ScaleValue.Variant("Err", ScaleValue.Tuple(Value(type.Arguments[1], value["err"]))),
        { Name: "Vec" or "BTreeSet" or "[]" } => ScaleValue.Sequence([.. value!.AsArray().Select(item => Value(type.Arguments[0], item))]),
        { Name: "BTreeMap" } => ScaleValue.Sequence([.. value!.AsArray().Select(pair => Tuple(type.Arguments, pair!.AsArray()))]),
        { Name: "()" } => Tuple(type.Arguments, value!.AsArray()),
        { Name: "struct", Fields: [] } => ScaleValue.Unit,
        { Name: "struct" } => ScaleValue.Fields([.. type.Fields.Select(field => (field.Name!, Value(field.Type, value![field.Name!])))]),
        { Name: "enum" } => Variant(type, value!.AsObject().Single()),
        { Name: "BitVec" } => new BitSequence([.. ((string)value!).Select(bit => bit == '1')]),
        { Target: TypeSyntax target } => Value(target, value),
        _ => BigInteger.Parse((string)value!, CultureInfo.InvariantCulture),
    };

    private static ScaleValue Tuple(IReadOnlyList<TypeSyntax> types, JsonArray values) =>
        ScaleValue.Tuple([.. types.Zip(values, Value)]);

    private static ScaleValue Variant(TypeSyntax type, KeyValuePair<string, JsonNode?> value)
    {
        IReadOnlyList<TypeSyntaxField> fields = type.Variants.Single(variant => variant.Name == value.Key).Fields;
        return ScaleValue.Variant(value.Key, fields switch
        {
            [] => null,
            [{ Name: null }, ..] => Tuple([.. fields.Select(field => field.Type)], value.Value!.AsArray()),
            _ => ScaleValue.Fields([.. fields.Select(field => (field.Name!, Value(field.Type, value.Value![field.Name!])))]),
        });
    }

    private int Add(TypeSyntax type)
    {
        if (type.Target is TypeSyntax target)
        {
            return _recursive[target];
        }

        int id = _types.Count;
        _types.Add(null!);
        _recursive[type] = id;
        _types[id] = type.Name switch
        {
            "Vec" => new SequenceType(Add(type.Arguments[0])) { Id = id },
            "BTreeSet" => OfOneField(id, type.Name, AddDefinition(next => new SequenceType(Add(type.Arguments[0])) { Id = next })),
            "BTreeMap" => OfOneField(id, type.Name, AddDefinition(next => new SequenceType(Add(new TypeSyntax("()") { Arguments = type.Arguments })) { Id = next })),
            "[]" => new ArrayType((uint)type.Length, Add(type.Arguments[0])) { Id = id },
            "()" => new TupleType([.. type.Arguments.Select(Add)]) { Id = id },
            "Compact" => new CompactType(Add(type.Arguments[0])) { Id = id },
            "Option" => Enum(id, "Option", ("None", 0, []), ("Some", 1, [new TypeSyntaxField(null, type.Arguments[0])])),
            "Result" => Enum(id, "Result", ("Ok", 0, [new TypeSyntaxField(null, type.Arguments[0])]), ("Err", 1, [new TypeSyntaxField(null, type.Arguments[1])])),
            "struct" => new CompositeType(Fields(type.Fields)) { Id = id, Path = ["Struct"] },
            "enum" => Enum(id, "Enum", [.. type.Variants.Select(variant => (variant.Name, variant.Index, variant.Fields))]),
            "BitVec" => new BitSequenceType(
                Add(type.Arguments[0]), AddDefinition(next => new CompositeType([]) { Id = next, Path = ["bitvec", "order", type.Arguments[1].Name] }))
            { Id = id },
            "String" => new PrimitiveType(PrimitiveKind.Str) { Id = id },
            string name => new PrimitiveType(System.Enum.Parse<PrimitiveKind>(name, ignoreCase: true)) { Id = id },
        };
        return id;
    }

    private int AddDefinition(Func<int, TypeDefinition> create)
    {
        int id = _types.Count;
        _types.Add(null!);
        _types[id] = create(id);
        return id;
    }

    private static CompositeType OfOneField(int id, string name, int inner) => new([new TypeField(null, inner, null, [])]) { Id = id, Path = [name] };

    private VariantType Enum(int id, string name, params (string Name, byte Index, IReadOnlyList<TypeSyntaxField> Fields)[] variants) =>
        new([.. variants.Select(variant => new TypeVariant(variant.Name, variant.Index, Fields(variant.Fields), []))]) { Id = id, Path = [name] };

    private TypeField[] Fields(IReadOnlyList<TypeSyntaxField> fields) => [.. fields.Select(field => new TypeField(field.Name, Add(field.Type), null, []))];
}
