using PhatSdk.Metadata.Types;
using PhatSdk.SourceGenerator.Models;
using PhatSdk.SourceGenerator.Naming;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>Finds the C# type for each type of a contract.</summary>
internal sealed class TypeMapper
{
    private const int LongestSpelling = 4000;
    private const int LargestArray = 1 << 20;

    private readonly TypeRegistry _types;
    private readonly ClassModel _class;
    private readonly TypeNames _names;
    private readonly List<int> _written = [];
    private readonly Dictionary<int, TypeUse> _uses = [];

    /// <summary>Creates a mapper.</summary>
    /// <param name="types">The contract's types.</param>
    /// <param name="roots">The types that messages, constructors and events name.</param>
    /// <param name="client">The client's class.</param>
    /// <param name="scope">The names in that class.</param>
    internal TypeMapper(TypeRegistry types, IEnumerable<int> roots, ClassModel client, NameScope scope)
    {
        _types = types;
        _class = client;
        Collect(roots);
        _names = new TypeNames(types, _written, scope);
    }

    /// <summary>The types that are written out, in the order in which they are met.</summary>
    internal IReadOnlyList<int> Written => _written;

    internal string NameOf(int id) => _names[id];

    internal bool IsUnit(int? id) => id is not { } known || Map(known) is TypeUse.Unit;

    internal TypeUse Map(int id)
    {
        if (_uses.TryGetValue(id, out TypeUse? known))
        {
            return known;
        }

        TypeUse use = Create(id);
        if (use.CSharp.Length > LongestSpelling)
        {
            throw new TypeNotRepresentableException($"{TypeGraph.Describe(_types[id])} is nested so much that its name in C# is beyond {LongestSpelling} characters");
        }

        _uses.Add(id, use);
        return use;
    }

    /// <summary>The least size of a struct. It ends, as no struct holds itself.</summary>
    private int MinimumSize(CompositeType type) => TypeUse.Saturated(type.Fields.Sum(field => (long)Map(field.TypeId).MinimumSize));

    private TypeUse Create(int id)
    {
        TypeDefinition type = _types[id];
        if (WellKnownTypes.IsOption(type, out int inner))
        {
            TypeUse some = Map(inner);
            return some.IsNullable ? new TypeUse.OptionStruct(some) : new TypeUse.Optional(some);
        }

        if (WellKnownTypes.IsResult(type, out int ok, out int err))
        {
            return new TypeUse.Result(Map(ok), Map(err));
        }

        if (WellKnownTypes.IsMap(_types, type, out int key, out int value))
        {
            return CreateMap(Map(key), Map(value));
        }

        return WellKnownTypes.IsTransparent(type, out int wrapped) ? Map(wrapped) : CreateOther(type);
    }

    /// <summary>Keys that are not equal by what they hold make a list of pairs, as a dictionary could not find them.</summary>
    private static TypeUse CreateMap(TypeUse key, TypeUse value) =>
        IsKey(key) ? new TypeUse.Map(key, value) : new TypeUse.Vector(new TypeUse.ValueTuple(new[] { key, value }));

    private static bool IsKey(TypeUse type) =>
        type is TypeUse.Primitive or TypeUse.Plain or TypeUse.Named or TypeUse.Unit || (type is TypeUse.ValueTuple tuple && tuple.Items.All(IsKey));

    private TypeUse CreateOther(TypeDefinition type)
    {
        if (WellKnownTypes.IsAccountId(_types, type))
        {
            return new TypeUse.Named("global::PhatSdk.Primitives.AccountId", 32, IsFlatValue: true);
        }

        if (WellKnownTypes.IsHash(_types, type))
        {
            return new TypeUse.Named("global::PhatSdk.Primitives.Hash256", 32, IsFlatValue: true);
        }

        if (WellKnownTypes.IsWideInteger(_types, type))
        {
            return PrimitiveTypes.WideInteger;
        }

        return type switch
        {
            PrimitiveType primitive => PrimitiveTypes.Use(primitive.Kind),
            TupleType { ElementTypeIds.Count: 0 } => new TypeUse.Unit(),
            TupleType tuple => new TypeUse.ValueTuple(tuple.ElementTypeIds.Select(Map).ToArray()),
            SequenceType sequence when Map(sequence.ElementTypeId) is TypeUse.Primitive { ReadMethod: "ReadByte" } => new TypeUse.Bytes(),
            SequenceType sequence => new TypeUse.Vector(Map(sequence.ElementTypeId)),
            ArrayType array => CreateArray(array),
            CompactType compact => CreateCompact(compact),
            CompositeType composite => new TypeUse.Named(FullName(type.Id), MinimumSize(composite), IsFlatValue: false),
            VariantType variant when IsPlain(variant) => new TypeUse.Plain(PlainName(variant), $"{_class.FullName}.EnumCodec", NameOf(type.Id)),
            VariantType => new TypeUse.Named(FullName(type.Id), 1, IsFlatValue: false),
            BitSequenceType bits => CreateBits(bits),
            _ => throw new InvalidOperationException($"{type} is of a kind that is not known"),
        };
    }

    private TypeUse.Bits CreateBits(BitSequenceType bits)
    {
        int wordSize = _types[bits.StoreTypeId] switch
        {
            PrimitiveType { Kind: PrimitiveKind.U8 } => 1,
            PrimitiveType { Kind: PrimitiveKind.U16 } => 2,
            PrimitiveType { Kind: PrimitiveKind.U32 } => 4,
            PrimitiveType { Kind: PrimitiveKind.U64 } => 8,
            _ => 0,
        };
        return wordSize > 0 && _types[bits.OrderTypeId].Name is ("Lsb0" or "Msb0")
            ? new TypeUse.Bits(wordSize, _types[bits.OrderTypeId].Name!)
            : throw new TypeNotRepresentableException($"{TypeGraph.Describe(bits)} is a bit sequence of no known store or order");
    }

    private TypeUse CreateArray(ArrayType array)
    {
        if (array.Length > LargestArray)
        {
            throw new TypeNotRepresentableException($"{TypeGraph.Describe(array)} has {array.Length} elements; {LargestArray} are the most");
        }

        TypeUse element = Map(array.ElementTypeId);
        return element is TypeUse.Primitive { ReadMethod: "ReadByte" }
            ? new TypeUse.FixedBytes((int)array.Length)
            : new TypeUse.FixedArray(element, (int)array.Length);
    }

    private TypeUse CreateCompact(CompactType compact)
    {
        TypeDefinition inner = _types[compact.InnerTypeId];
        while (inner is CompositeType { Fields.Count: 1 } wrapper)
        {
            inner = _types[wrapper.Fields[0].TypeId];
        }

        return inner switch
        {
            TupleType { ElementTypeIds.Count: 0 } => new TypeUse.Unit(),
            PrimitiveType primitive when PrimitiveTypes.Compact(primitive.Kind) is { } use => use,
            _ => throw new TypeNotRepresentableException($"{TypeGraph.Describe(compact)} is the compact form of what is no unsigned integer"),
        };
    }

    internal static bool IsPlain(VariantType type) => type.Variants.All(variant => variant.Fields.Count == 0);

    internal static string? DeclaredAs(VariantType type) => WellKnownTypes.IsLangError(type) ? "global::PhatSdk.Contracts.LangError" : null;

    private string PlainName(VariantType type) => DeclaredAs(type) ?? FullName(type.Id);

    private string FullName(int id) => $"{_class.FullName}.{NameOf(id)}";

    /// <summary>Follows every reference; what is a struct or an enum without a counterpart is written out.</summary>
    private void Collect(IEnumerable<int> roots)
    {
        HashSet<int> seen = [];
        Stack<int> open = new(roots.Reverse());
        while (open.Count > 0)
        {
            int id = open.Pop();
            if (!seen.Add(id))
            {
                continue;
            }

            TypeDefinition type = _types[id];
            if (IsWrittenOut(type))
            {
                _written.Add(id);
            }

            foreach (int next in type is BitSequenceType || WellKnownTypes.IsWideInteger(_types, type) ? [] : TypeGraph.References(type).Reverse())
            {
                open.Push(next);
            }
        }
    }

    private bool IsWrittenOut(TypeDefinition type) =>
        type is CompositeType or VariantType
        && !WellKnownTypes.IsOption(type, out _)
        && !WellKnownTypes.IsResult(type, out _, out _)
        && !WellKnownTypes.IsMap(_types, type, out _, out _)
        && !WellKnownTypes.IsTransparent(type, out _)
        && !WellKnownTypes.IsAccountId(_types, type)
        && !WellKnownTypes.IsHash(_types, type)
        && !WellKnownTypes.IsWideInteger(_types, type);
}
