using System.Globalization;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Names types as Rust does, for messages.</summary>
internal static class TypeName
{
    private const int Deepest = 3;
    private const int MostElements = 8;

    public static string Of(TypeRegistry types, int id) => Of(types, id, 0);

    private static string Of(TypeRegistry types, int id, int depth)
    {
        if (depth > Deepest)
        {
            return "…";
        }

        TypeDefinition type = types[id];
        return type switch
        {
            PrimitiveType primitive => primitive.Kind.ToString().ToLowerInvariant(),
            CompactType compact => $"Compact<{Inner(compact.InnerTypeId)}>",
            SequenceType sequence => $"Vec<{Inner(sequence.ElementTypeId)}>",
            ArrayType array => string.Create(CultureInfo.InvariantCulture, $"[{Inner(array.ElementTypeId)}; {array.Length}]"),
            TupleType tuple => $"({string.Join(", ", tuple.ElementTypeIds.Take(MostElements).Select(Inner))}{(tuple.ElementTypeIds.Count > MostElements ? ", …" : "")})",
            BitSequenceType => "BitVec",
            { Name: "Option", Parameters: [{ TypeId: int some }] } => $"Option<{Inner(some)}>",
            { Name: string name } => name,
            _ => string.Create(CultureInfo.InvariantCulture, $"type {id}"),
        };

        string Inner(int inner) => Of(types, inner, depth + 1);
    }
}
