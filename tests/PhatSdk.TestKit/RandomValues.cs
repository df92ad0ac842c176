using System.Numerics;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.TestKit;

/// <summary>Draws values of a registry's types from a seed.</summary>
public sealed class RandomValues(TypeRegistry types, ulong seed)
{
    private const int Deepest = 24;

    private ulong _state = seed;

    /// <summary>A value of a type; null where the type has none, or none that is shallow enough.</summary>
    public ScaleValue? Draw(int typeId, int depth = 0)
    {
        if (depth > Deepest)
        {
            return null;
        }

        return types[typeId] switch
        {
            PrimitiveType primitive => Primitive(primitive.Kind),
            CompactType compact => Compact(compact.InnerTypeId),
            SequenceType sequence => Elements(sequence.ElementTypeId, depth > 4 ? 0 : (int)(Next() % 4), depth),
            ArrayType array => Elements(array.ElementTypeId, (int)array.Length, depth),
            TupleType tuple => Tuple([.. tuple.ElementTypeIds], depth),
            CompositeType composite => Composite(composite, depth),
            VariantType variant => Variant(variant, depth),
            BitSequenceType => new BitSequence([.. Enumerable.Range(0, (int)(Next() % 100)).Select(_ => Next() % 2 == 0)]),
            TypeDefinition other => throw new InvalidOperationException(other.ToString()),
        };
    }

    // splitmix64
    private ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    private BigInteger Bits(int bits)
    {
        int width = Next() % 3 == 0 ? bits : (int)(Next() % ((ulong)bits + 1));
        BigInteger value = 0;
        for (int i = 0; i < 4; i++)
        {
            value = (value << 64) | Next();
        }

        return value & ((BigInteger.One << width) - 1);
    }

    private ScaleValue Primitive(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Bool => Next() % 2 == 0,
        PrimitiveKind.Char => new[] { "a", "é", "\u4e2d", "\U0001f600" }[Next() % 4],
        PrimitiveKind.Str => string.Concat(Enumerable.Repeat("é\0x", (int)(Next() % 4))),
        >= PrimitiveKind.I8 => Bits(8 << (kind - PrimitiveKind.I8)) - (BigInteger.One << ((8 << (kind - PrimitiveKind.I8)) - 1)),
        _ => Bits(8 << (kind - PrimitiveKind.U8)),
    };

    private ScaleValue Compact(int innerId) => types[innerId] switch
    {
        PrimitiveType primitive => Bits(8 << (primitive.Kind - PrimitiveKind.U8)),
        CompositeType { Fields: [TypeField only] } => Compact(only.TypeId),
        _ => ScaleValue.Unit,
    };

    private ScaleValue? Elements(int elementId, int count, int depth)
    {
        if (types[elementId] is PrimitiveType { Kind: PrimitiveKind.U8 })
        {
            return Enumerable.Range(0, count).Select(_ => (byte)Next()).ToArray();
        }

        ScaleValue?[] items = [.. Enumerable.Range(0, count).Select(_ => Draw(elementId, depth + 1))];
        return Array.TrueForAll(items, item => item is not null) ? ScaleValue.Sequence(items!) : types[elementId] is not null && count > 0 ? null : ScaleValue.Sequence();
    }

    private ScaleValue? Tuple(int[] typeIds, int depth)
    {
        ScaleValue?[] items = [.. typeIds.Select(id => Draw(id, depth + 1))];
        return Array.TrueForAll(items, item => item is not null) ? ScaleValue.Tuple(items!) : null;
    }

    private ScaleValue? Composite(CompositeType composite, int depth)
    {
        if (composite is { Name: "U256", Fields: [TypeField] })
        {
            return Bits(256);
        }

        return composite.Fields is [{ Name: null } only] ? Draw(only.TypeId, depth + 1) : FieldValues(composite.Fields, depth);
    }

    private ScaleValue? FieldValues(IReadOnlyList<TypeField> fields, int depth)
    {
        ScaleValue?[] values = [.. fields.Select(field => Draw(field.TypeId, depth + 1))];
        if (!Array.TrueForAll(values, value => value is not null))
        {
            return null;
        }

        return fields.Count > 0 && fields[0].Name is not null
            ? ScaleValue.Fields([.. fields.Zip(values, (field, value) => (field.Name!, value!))])
            : ScaleValue.Tuple(values!);
    }

    private ScaleValue? Variant(VariantType type, int depth)
    {
        int start = type.Variants.Count == 0 ? 0 : (int)(Next() % (ulong)type.Variants.Count);
        IEnumerable<TypeVariant> candidates = Enumerable.Range(0, type.Variants.Count).Select(i => type.Variants[(start + i) % type.Variants.Count]);

        // Deep down only variants that end soon, else trees of calls in calls grow without bound.
        foreach (TypeVariant variant in depth < 6 ? candidates : candidates.OrderBy(variant => variant.Fields.Count))
        {
            if (FieldValues(variant.Fields, depth + 1) is ScaleValue fields)
            {
                return ScaleValue.Variant(variant.Name, fields);
            }
        }

        return null;
    }
}
