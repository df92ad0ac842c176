
namespace PhatSdk.Metadata.Types;

/// <summary>Reads a registry in scale-info's JSON form, as ink! metadata holds it.</summary>
internal static class TypeRegistryJson
{
    internal static TypeRegistry Read(JsonTreeArray types)
    {
        List<TypeDefinition> definitions = new(types.Count);
        foreach (JsonTreeNode token in types)
        {
            JsonTreeObject entry = JsonRead.AsObject(token);
            definitions.Add(ReadType(JsonRead.TypeId(entry, "id"), JsonRead.Object(entry, "type")));
        }

        TypeRegistry registry = new(definitions);
        TypeGraph.Check(registry);
        return registry;
    }

    private static TypeDefinition ReadType(int id, JsonTreeObject type)
    {
        List<TypeParameter> parameters = [];
        foreach (JsonTreeNode token in JsonRead.ArrayOrEmpty(type, "params"))
        {
            JsonTreeObject parameter = JsonRead.AsObject(token);
            JsonTreeNode? argument = JsonRead.Optional(parameter, "type");
            parameters.Add(new TypeParameter(JsonRead.Text(parameter, "name"), argument is null ? null : JsonRead.TypeId(argument)));
        }

        return ReadDefinition(id, JsonRead.Object(type, "def")) with
        {
            Path = JsonRead.Texts(type, "path"),
            Parameters = parameters,
            Docs = JsonRead.Texts(type, "docs"),
        };
    }

    private static TypeDefinition ReadDefinition(int id, JsonTreeObject definition)
    {
        if (definition.Count != 1)
        {
            throw JsonRead.Wrong(definition, "an object with one member, the kind of type");
        }

        KeyValuePair<string, JsonTreeNode> kind = definition.Members.First();
        return kind.Key switch
        {
            "composite" => new CompositeType(ReadFields(JsonRead.AsObject(kind.Value))) { Id = id },
            "variant" => new VariantType(ReadVariants(JsonRead.AsObject(kind.Value))) { Id = id },
            "sequence" => new SequenceType(JsonRead.TypeId(JsonRead.AsObject(kind.Value), "type")) { Id = id },
            "array" => ReadArray(id, JsonRead.AsObject(kind.Value)),
            "tuple" => new TupleType([.. JsonRead.AsArray(kind.Value).Select(JsonRead.TypeId)]) { Id = id },
            "primitive" => new PrimitiveType(ReadPrimitive(kind.Value)) { Id = id },
            "compact" => new CompactType(JsonRead.TypeId(JsonRead.AsObject(kind.Value), "type")) { Id = id },
            "bitsequence" => ReadBitSequence(id, JsonRead.AsObject(kind.Value)),
            _ => throw new MetadataException($"{JsonRead.Place(definition)}: \"{kind.Key}\" is no kind of type"),
        };
    }

    private static ArrayType ReadArray(int id, JsonTreeObject array) =>
        new((uint)JsonRead.Integer(JsonRead.Required(array, "len"), uint.MaxValue), JsonRead.TypeId(array, "type")) { Id = id };

    private static BitSequenceType ReadBitSequence(int id, JsonTreeObject bits) =>
        new(
            JsonRead.TypeId(JsonRead.Optional(bits, "bit_store_type") ?? JsonRead.Required(bits, "bitStoreType")),
            JsonRead.TypeId(JsonRead.Optional(bits, "bit_order_type") ?? JsonRead.Required(bits, "bitOrderType")))
        { Id = id };

    private static List<TypeVariant> ReadVariants(JsonTreeObject definition)
    {
        JsonTreeArray array = JsonRead.ArrayOrEmpty(definition, "variants");
        List<TypeVariant> variants = new(array.Count);
        HashSet<byte> indexes = [];
        foreach (JsonTreeNode token in array)
        {
            JsonTreeObject variant = JsonRead.AsObject(token);
            byte index = (byte)JsonRead.Integer(JsonRead.Required(variant, "index"), byte.MaxValue);
            if (!indexes.Add(index))
            {
                throw new MetadataException($"{JsonRead.Place(variant)}: another variant has the index {index} too");
            }

            variants.Add(new TypeVariant(JsonRead.Text(variant, "name"), index, ReadFields(variant), JsonRead.Texts(variant, "docs")));
        }

        return variants;
    }

    private static List<TypeField> ReadFields(JsonTreeObject owner)
    {
        JsonTreeArray array = JsonRead.ArrayOrEmpty(owner, "fields");
        List<TypeField> fields = new(array.Count);
        foreach (JsonTreeNode token in array)
        {
            JsonTreeObject field = JsonRead.AsObject(token);
            string? name = JsonRead.TextOrNull(field, "name");
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
