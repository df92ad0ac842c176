using PhatSdk.Metadata.Types;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>Recognises the types of Rust and ink! that the SDK has types of its own for.</summary>
internal static class WellKnownTypes
{
    internal static bool IsOption(TypeDefinition type, out int inner)
    {
        inner = 0;
        if (type is not VariantType { Name: "Option", Path.Count: 1, Variants: { Count: 2 } variants }
            || variants[0] is not { Name: "None", Index: 0, Fields.Count: 0 }
            || variants[1] is not { Name: "Some", Index: 1, Fields: { Count: 1 } some })
        {
            return false;
        }

        inner = some[0].TypeId;
        return true;
    }

    internal static bool IsResult(TypeDefinition type, out int ok, out int err)
    {
        ok = err = 0;
        if (type is not VariantType { Name: "Result", Path.Count: 1, Variants: { Count: 2 } variants }
            || variants[0] is not { Name: "Ok", Index: 0, Fields: { Count: 1 } value }
            || variants[1] is not { Name: "Err", Index: 1, Fields: { Count: 1 } error })
        {
            return false;
        }

        ok = value[0].TypeId;
        err = error[0].TypeId;
        return true;
    }

    /// <summary>A map is a struct of one field, a vector of pairs.</summary>
    internal static bool IsMap(TypeRegistry types, TypeDefinition type, out int key, out int value)
    {
        key = value = 0;
        if (type is not CompositeType { Name: "BTreeMap", Path.Count: 1, Fields.Count: 1 } map
            || types[map.Fields[0].TypeId] is not SequenceType entries
            || types[entries.ElementTypeId] is not TupleType { ElementTypeIds: { Count: 2 } pair })
        {
            return false;
        }

        key = pair[0];
        value = pair[1];
        return true;
    }

    /// <summary>A wrapper that neither Rust's encoding nor a reader sees: sets and copy-on-write values.</summary>
    internal static bool IsTransparent(TypeDefinition type, out int inner)
    {
        inner = 0;
        if (type is not CompositeType { Name: "BTreeSet" or "BinaryHeap" or "Cow" or "VecDeque", Path.Count: 1, Fields.Count: 1 } wrapper)
        {
            return false;
        }

        inner = wrapper.Fields[0].TypeId;
        return true;
    }

    internal static bool IsAccountId(TypeRegistry types, TypeDefinition type) =>
        type is CompositeType { Name: "AccountId" or "AccountId32", Fields.Count: 1 } account && IsOfSubstrate(type) && IsBytes(types, account.Fields[0].TypeId, 32);

    internal static bool IsHash(TypeRegistry types, TypeDefinition type) =>
        type is CompositeType { Name: "Hash" or "H256", Fields.Count: 1 } hash && IsOfSubstrate(type) && IsBytes(types, hash.Fields[0].TypeId, 32);

    internal static bool IsWideInteger(TypeRegistry types, TypeDefinition type) =>
        type is CompositeType { Name: "U256", Fields.Count: 1 } wide
        && IsOfSubstrate(type)
        && types[wide.Fields[0].TypeId] is ArrayType { Length: 4 } limbs
        && types[limbs.ElementTypeId] is PrimitiveType { Kind: PrimitiveKind.U64 };

    internal static bool IsLangError(TypeDefinition type) => type is VariantType { Name: "LangError" } && type.Path[0] == "ink_primitives";

    private static bool IsOfSubstrate(TypeDefinition type) =>
        type.Path.Count > 1 && type.Path[0] is "ink" or "ink_primitives" or "ink_env" or "ink_types" or "primitive_types" or "sp_core" or "sp_runtime";

    private static bool IsBytes(TypeRegistry types, int id, int length) =>
        types[id] is ArrayType array && array.Length == length && types[array.ElementTypeId] is PrimitiveType { Kind: PrimitiveKind.U8 };
}
