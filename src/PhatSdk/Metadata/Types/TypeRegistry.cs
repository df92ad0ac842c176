namespace PhatSdk.Metadata.Types;

/// <summary>The types of a runtime or contract by number: scale-info's <c>PortableRegistry</c>.</summary>
public sealed class TypeRegistry
{
    private readonly Dictionary<int, TypeDefinition> _types;

    /// <summary>Creates a registry.</summary>
    /// <param name="types">The types.</param>
    /// <exception cref="MetadataException">Two types have one number.</exception>
    public TypeRegistry(IReadOnlyCollection<TypeDefinition> types)
    {
        if (types is null)
        {
            throw new ArgumentNullException(nameof(types));
        }

        _types = new Dictionary<int, TypeDefinition>(types.Count);
        foreach (TypeDefinition type in types)
        {
            if (_types.ContainsKey(type.Id))
            {
                throw new MetadataException($"type {type.Id} is defined twice");
            }

            _types.Add(type.Id, type);
        }
    }

    /// <summary>The number of types.</summary>
    public int Count => _types.Count;

    /// <summary>All types, in no order.</summary>
    public IReadOnlyCollection<TypeDefinition> Types => _types.Values;

    /// <summary>A type by its number.</summary>
    /// <param name="id">The number.</param>
    /// <exception cref="MetadataException">There is no such type.</exception>
    public TypeDefinition this[int id] =>
        _types.TryGetValue(id, out TypeDefinition? type) ? type : throw new MetadataException($"there is no type {id}");

    /// <summary>Whether there is a type of that number.</summary>
    /// <param name="id">The number.</param>
    /// <returns>True where there is.</returns>
    public bool Contains(int id) => _types.ContainsKey(id);
}
