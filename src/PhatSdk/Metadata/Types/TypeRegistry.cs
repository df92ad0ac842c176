namespace PhatSdk.Metadata.Types;

/// <summary>The types of a runtime or contract by number: scale-info's <c>PortableRegistry</c>.</summary>
/// <remarks>May be used by several threads. That of a runtime builds each type when it is first asked for.</remarks>
public sealed class TypeRegistry
{
    private readonly Dictionary<int, TypeDefinition> _types = [];
    private readonly TypeDefinition?[] _built = [];
    private readonly Func<int, TypeDefinition>? _build;

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

    /// <summary>Creates a registry of types that are known to be there, numbered from 0, and built when they are first asked for.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="build">Builds one; is never called by two threads at once.</param>
    internal TypeRegistry(int count, Func<int, TypeDefinition> build)
    {
        _built = new TypeDefinition?[count];
        _build = build;
    }

    /// <summary>The number of types.</summary>
    public int Count => _build is null ? _types.Count : _built.Length;

    /// <summary>All types, in no order.</summary>
    public IReadOnlyCollection<TypeDefinition> Types => _build is null ? _types.Values : BuildAll();

    /// <summary>A type by its number.</summary>
    /// <param name="id">The number.</param>
    /// <exception cref="MetadataException">There is no such type.</exception>
    public TypeDefinition this[int id]
    {
        get
        {
            if ((uint)id < (uint)_built.Length)
            {
                return Volatile.Read(ref _built[id]) ?? Build(id);
            }

            return _types.TryGetValue(id, out TypeDefinition? type) ? type : throw new MetadataException($"there is no type {id}");
        }
    }

    /// <summary>Whether there is a type of that number.</summary>
    /// <param name="id">The number.</param>
    /// <returns>True where there is.</returns>
    public bool Contains(int id) => (uint)id < (uint)_built.Length || _types.ContainsKey(id);

    private TypeDefinition Build(int id)
    {
        lock (_built)
        {
            TypeDefinition type = _built[id] ?? _build!(id);
            Volatile.Write(ref _built[id], type);
            return type;
        }
    }

    private TypeDefinition[] BuildAll()
    {
        TypeDefinition[] all = new TypeDefinition[_built.Length];
        for (int id = 0; id < all.Length; id++)
        {
            all[id] = this[id];
        }

        return all;
    }
}
