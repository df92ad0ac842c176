using System.Globalization;

namespace PhatSdk.Metadata.Types;

/// <summary>Reads a registry in scale-info's JSON form, as ink! metadata holds it.</summary>
internal static class TypeRegistryJson
{
    internal static TypeRegistry Read(JsonTreeArray types)
    {
        List<TypeDefinition> definitions = [];
        foreach (JsonTreeNode token in types)
        {
            JsonTreeObject entry = JsonRead.AsObject(token);
            definitions.Add(ReadType(JsonRead.TypeId(entry, "id"), JsonRead.Object(entry, "type"), isPositional: false));
        }

        return Checked(definitions);
    }

    /// <summary>Reads the form of ink! 3's first release candidates: types without numbers, which count from 1.</summary>
    internal static TypeRegistry ReadPositional(JsonTreeArray types)
    {
        List<TypeDefinition> definitions = [];
        foreach (JsonTreeNode token in types)
        {
            definitions.Add(ReadType(definitions.Count + 1, JsonRead.AsObject(token), isPositional: true));
        }

        return Checked(definitions);
    }

    private static TypeRegistry Checked(List<TypeDefinition> definitions)
    {
        TypeRegistry registry = new(definitions);
        TypeGraph.Check(registry);
        return registry;
    }

    private static TypeDefinition ReadType(int id, JsonTreeObject type, bool isPositional)
    {
        List<TypeParameter> parameters = [];
        foreach (JsonTreeNode token in JsonRead.ArrayOrEmpty(type, "params"))
        {
            parameters.Add(ReadParameter(token, parameters.Count));
        }

        return ReadDefinition(id, JsonRead.Object(type, "def"), isPositional) with
        {
            Path = JsonRead.Names(type, "path"),
            Parameters = parameters,
            Docs = JsonRead.Texts(type, "docs"),
        };
    }

    // Once a parameter was its type's number alone.
    private static TypeParameter ReadParameter(JsonTreeNode token, int position)
    {
        if (token is not JsonTreeObject parameter)
        {
            return new TypeParameter(string.Format(CultureInfo.InvariantCulture, "T{0}", position), JsonRead.TypeId(token));
        }

        JsonTreeNode? argument = JsonRead.Optional(parameter, "type");
        return new TypeParameter(JsonRead.Name(parameter, "name"), argument is null ? null : JsonRead.TypeId(argument));
    }

    private static TypeDefinition ReadDefinition(int id, JsonTreeObject definition, bool isPositional)
    {
        if (definition.Count != 1)
        {
            throw JsonRead.Wrong(definition, "an object with one member, the kind of type");
        }

        KeyValuePair<string, JsonTreeNode> kind = definition.Members.First();
        return kind.Key switch
        {
            "composite" => new CompositeType(ReadFields(JsonRead.AsObject(kind.Value))) { Id = id },
            "variant" => new VariantType(ReadVariants(JsonRead.AsObject(kind.Value), isPositional)) { Id = id },
            "sequence" => new SequenceType(JsonRead.TypeId(JsonRead.AsObject(kind.Value), "type")) { Id = id },
            "array" => ReadArray(id, JsonRead.AsObject(kind.Value)),
            "tuple" => new TupleType([.. JsonRead.AsArray(kind.Value).Select(JsonRead.TypeId)]) { Id = id },
            "primitive" => new PrimitiveType(ReadPrimitive(kind.Value)) { Id = id },
            "compact" => new CompactType(JsonRead.TypeId(JsonRead.AsObject(kind.Value), "type")) { Id = id },
            "bitsequence" => ReadBitSequence(id, JsonRead.AsObject(kind.Value)),
            _ => throw new MetadataException($"{JsonRead.Place(definition)}: \"{JsonRead.Shorten(kind.Key)}\" is no kind of type"),
        };
    }

    private static ArrayType ReadArray(int id, JsonTreeObject array) =>
        new((uint)JsonRead.Integer(JsonRead.Required(array, "len"), uint.MaxValue), JsonRead.TypeId(array, "type")) { Id = id };

    private static BitSequenceType ReadBitSequence(int id, JsonTreeObject bits) =>
        new(
            JsonRead.TypeId(JsonRead.Optional(bits, "bit_store_type") ?? JsonRead.Required(bits, "bitStoreType")),
            JsonRead.TypeId(JsonRead.Optional(bits, "bit_order_type") ?? JsonRead.Required(bits, "bitOrderType")))
        { Id = id };

    private static List<TypeVariant> ReadVariants(JsonTreeObject definition, bool isPositional)
    {
        JsonTreeArray array = JsonRead.ArrayOrEmpty(definition, "variants");
        List<TypeVariant> variants = new(array.Count);
        HashSet<byte> indexes = [];
        HashSet<string> names = [];
        foreach (JsonTreeNode token in array)
        {
            JsonTreeObject variant = JsonRead.AsObject(token);
            byte index = (byte)ReadIndex(variant, isPositional ? variants.Count : null);
            if (!indexes.Add(index))
            {
                throw new MetadataException($"{JsonRead.Place(variant)}: another variant has the index {index} too");
            }

            string name = JsonRead.Name(variant, "name");
            if (!names.Add(name))
            {
                throw new MetadataException($"{JsonRead.Place(variant)}: another variant is named \"{JsonRead.Shorten(name)}\" too");
            }

            variants.Add(new TypeVariant(name, index, ReadFields(variant), JsonRead.Texts(variant, "docs")));
        }

        return variants;
    }

    // Once an index was told only where the source says it, as the discriminant.
    private static long ReadIndex(JsonTreeObject variant, int? position)
    {
        JsonTreeNode? index = position is null ? JsonRead.Required(variant, "index") : JsonRead.Optional(variant, "index") ?? JsonRead.Optional(variant, "discriminant");
        if (index is not null)
        {
            return JsonRead.Integer(index, byte.MaxValue);
        }

        return position <= byte.MaxValue ? position.GetValueOrDefault() : throw new MetadataException($"{JsonRead.Place(variant)}: there are more variants than 256");
    }

    private static List<TypeField> ReadFields(JsonTreeObject owner)
    {
        JsonTreeArray array = JsonRead.ArrayOrEmpty(owner, "fields");
        List<TypeField> fields = new(array.Count);
        foreach (JsonTreeNode token in array)
        {
            JsonTreeObject field = JsonRead.AsObject(token);
            string? name = JsonRead.NameOrNull(field, "name");
            if (fields.Count > 0 && (name is null) != (fields[0].Name is null))
            {
                throw new MetadataException($"{JsonRead.Place(owner)}: some fields have names and some have not");
            }

            fields.Add(new TypeField(name, JsonRead.TypeId(field, "type"), JsonRead.TextOrNull(field, "typeName"), JsonRead.Texts(field, "docs")));
        }

        return fields;
    }

    private static PrimitiveKind ReadPrimitive(JsonTreeNode token) => JsonRead.AsText(token) switch
    {
        "bool" => PrimitiveKind.Bool,
        "char" => PrimitiveKind.Char,
        "str" => PrimitiveKind.Str,
        "u8" => PrimitiveKind.U8,
        "u16" => PrimitiveKind.U16,
        "u32" => PrimitiveKind.U32,
        "u64" => PrimitiveKind.U64,
        "u128" => PrimitiveKind.U128,
        "u256" => PrimitiveKind.U256,
        "i8" => PrimitiveKind.I8,
        "i16" => PrimitiveKind.I16,
        "i32" => PrimitiveKind.I32,
        "i64" => PrimitiveKind.I64,
        "i128" => PrimitiveKind.I128,
        "i256" => PrimitiveKind.I256,
        _ => throw JsonRead.Wrong(token, "a primitive type"),
    };
}
