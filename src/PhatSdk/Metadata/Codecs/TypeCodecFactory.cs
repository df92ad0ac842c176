using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Chooses a type's codec.</summary>
internal static class TypeCodecFactory
{
    private const int LongestNewtypeChain = 32;

    public static TypeCodec Create(TypeCodecs codecs, int id)
    {
        TypeRegistry types = codecs.Types;
        string name = TypeName.Of(types, id);
        return types[id] switch
        {
            PrimitiveType primitive => OfPrimitive(primitive.Kind, name),
            CompactType compact => CompactForm.KindOf(types, compact) is PrimitiveKind kind ? new CompactCodec(name, kind) : new UnitCodec(name),
            SequenceType sequence => IsByte(types, sequence.ElementTypeId)
                ? new BytesCodec(name, fixedLength: null)
                : new SequenceCodec(name, new TypeCodecLink(codecs, sequence.ElementTypeId)),
            ArrayType array => OfArray(codecs, array, name),
            TupleType tuple => new FieldsCodec(name, new FieldList(codecs, tuple.ElementTypeIds, null)),
            CompositeType composite => OfComposite(codecs, composite, name),
            VariantType variant => new VariantCodec(name, codecs, variant),
            BitSequenceType bits => new BitSequenceCodec(name, BitSequenceShape.Of(types, bits)),
            _ => throw new MetadataException($"type {id} is of an unknown kind"),
        };
    }

    private static TypeCodec OfPrimitive(PrimitiveKind kind, string name) => kind switch
    {
        PrimitiveKind.Bool => new BooleanCodec(name),
        PrimitiveKind.Char => new CharCodec(name),
        PrimitiveKind.Str => new TextCodec(name),
        _ => new IntegerCodec(name, kind),
    };

    private static TypeCodec OfArray(TypeCodecs codecs, ArrayType array, string name)
    {
        if (array.Length > int.MaxValue)
        {
            throw new MetadataException($"type {array.Id} is an array of {array.Length} elements");
        }

        return IsByte(codecs.Types, array.ElementTypeId)
            ? new BytesCodec(name, (int)array.Length)
            : new ArrayCodec(name, new TypeCodecLink(codecs, array.ElementTypeId), (int)array.Length);
    }

    private static TypeCodec OfComposite(TypeCodecs codecs, CompositeType composite, string name)
    {
        if (LimbsOf(codecs.Types, composite) is int limbs and > 0)
        {
            return new LimbsCodec(name, limbs);
        }

        FieldList fields = FieldList.Create(codecs, composite.Fields, composite.Id);
        if (composite.Fields is [TypeField only])
        {
            CheckNewtype(codecs.Types, composite);
            return only.Name is null ? new NewtypeCodec(name, new TypeCodecLink(codecs, only.TypeId)) : new FieldsCodec(name, fields);
        }

        return new FieldsCodec(name, fields);
    }

    // Such a struct is encoded as its field's value: one that holds itself, or nothing but such ones without end, would never come to a value.
    private static void CheckNewtype(TypeRegistry types, CompositeType composite)
    {
        TypeDefinition type = composite;
        for (int i = 0; i < LongestNewtypeChain; i++)
        {
            if (type is not CompositeType { Fields: [TypeField only] })
            {
                return;
            }

            type = types[only.TypeId];
        }

        throw new MetadataException($"type {composite.Id} is a struct of a struct, more than {LongestNewtypeChain} times");
    }

    // primitive-types' U128, U256, U512 are structs of 64-bit limbs, and integers to everybody.
    private static int LimbsOf(TypeRegistry types, CompositeType composite) =>
        composite is { Name: "U128" or "U256" or "U512", Fields: [TypeField field] }
        && types[field.TypeId] is ArrayType { Length: 2 or 4 or 8 } array
        && types[array.ElementTypeId] is PrimitiveType { Kind: PrimitiveKind.U64 }
        && composite.Name == $"U{array.Length * 64}"
            ? (int)array.Length
            : 0;

    private static bool IsByte(TypeRegistry types, int id) => types[id] is PrimitiveType { Kind: PrimitiveKind.U8 };
}
