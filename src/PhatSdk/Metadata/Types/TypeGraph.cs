namespace PhatSdk.Metadata.Types;

/// <summary>Checks that the types of a registry can exist: no reference leads nowhere, and no value holds itself.</summary>
internal static class TypeGraph
{
    /// <summary>How deep values may be nested without a vector, an enum or a type of a name between. Rust sources stay below twenty.</summary>
    internal const int MaxDepth = 64;

    internal static void Check(TypeRegistry registry)
    {
        foreach (TypeDefinition type in registry.Types)
        {
            foreach (int reference in References(type))
            {
                if (!registry.Contains(reference))
                {
                    throw new MetadataException($"{Describe(type)} refers to type {reference}, which is not there");
                }
            }
        }

        CheckDepth(registry, HeldByValue);
        CheckDepth(registry, ReachedWithoutName);
    }

    internal static string Describe(TypeDefinition type) => type.Path.Count == 0 ? $"type {type.Id}" : $"type {type.Id} ({string.Join("::", type.Path)})";

    internal static IEnumerable<int> References(TypeDefinition type) => type switch
    {
        CompositeType composite => composite.Fields.Select(field => field.TypeId),
        VariantType variant => variant.Variants.SelectMany(one => one.Fields).Select(field => field.TypeId),
        SequenceType sequence => [sequence.ElementTypeId],
        ArrayType array => [array.ElementTypeId],
        TupleType tuple => tuple.ElementTypeIds,
        CompactType compact => [compact.InnerTypeId],
        BitSequenceType bits => [bits.StoreTypeId, bits.OrderTypeId],
        _ => [],
    };

    /// <summary>An endless loop here is a value of infinite size.</summary>
    private static IEnumerable<int> HeldByValue(TypeDefinition type) =>
        type is VariantType or SequenceType or ArrayType { Length: 0 } ? [] : References(type);

    /// <summary>An endless loop here is a type that cannot be written down. Types of Rust's prelude have a path of one segment.</summary>
    private static IEnumerable<int> ReachedWithoutName(TypeDefinition type) => type.Path.Count > 1 ? [] : References(type);

    // Depth first with a stack of its own: the registry is foreign, and may be deep enough to exhaust the thread's.
    private static void CheckDepth(TypeRegistry registry, Func<TypeDefinition, IEnumerable<int>> edges)
    {
        Dictionary<int, int> heights = [];
        HashSet<int> open = [];
        Stack<int> path = [];
        foreach (TypeDefinition root in registry.Types)
        {
            path.Push(root.Id);
            while (path.Count > 0)
            {
                int id = path.Peek();
                TypeDefinition type = registry[id];
                if (heights.ContainsKey(id))
                {
                    path.Pop();
                }
                else if (open.Add(id))
                {
                    foreach (int next in edges(type))
                    {
                        if (open.Contains(next))
                        {
                            throw new MetadataException($"{Describe(registry[next])} holds itself");
                        }

                        if (!heights.ContainsKey(next))
                        {
                            path.Push(next);
                        }
                    }
                }
                else
                {
                    open.Remove(id);
                    heights[id] = Height(type, edges, heights);
                    path.Pop();
                }
            }
        }
    }

    private static int Height(TypeDefinition type, Func<TypeDefinition, IEnumerable<int>> edges, Dictionary<int, int> heights)
    {
        int height = 1;
        foreach (int next in edges(type))
        {
            height = Math.Max(height, heights[next] + 1);
        }

        return height <= MaxDepth ? height : throw new MetadataException($"{Describe(type)} is nested deeper than {MaxDepth}");
    }
}
