using System.Diagnostics.CodeAnalysis;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata;

/// <summary>The variants of an enum by name and by index.</summary>
internal sealed class VariantIndex
{
    private readonly TypeVariant?[] _byIndex = [];
    private readonly Dictionary<string, TypeVariant> _byName = [];

    public VariantIndex(TypeRegistry types, int? typeId)
    {
        if (typeId is not int id)
        {
            return;
        }

        if (types[id] is not VariantType { Variants: IReadOnlyList<TypeVariant> variants })
        {
            throw new MetadataException($"type {id} is no enum");
        }

        _byIndex = new TypeVariant?[byte.MaxValue + 1];
        _byName.EnsureCapacity(variants.Count);
        foreach (TypeVariant variant in variants)
        {
            if (_byIndex[variant.Index] is not null || !_byName.TryAdd(variant.Name, variant))
            {
                throw new MetadataException($"type {id} has variant \"{variant.Name}\" or index {variant.Index} twice");
            }

            _byIndex[variant.Index] = variant;
        }
    }

    public bool TryGet(string name, [NotNullWhen(true)] out TypeVariant? variant) => _byName.TryGetValue(name, out variant);

    public bool TryGet(byte index, [NotNullWhen(true)] out TypeVariant? variant)
    {
        variant = index < _byIndex.Length ? _byIndex[index] : null;
        return variant is not null;
    }
}
