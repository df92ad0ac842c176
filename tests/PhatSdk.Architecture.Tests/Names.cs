using System.Reflection.Metadata;

namespace PhatSdk.Architecture.Tests;

/// <summary>Full names of types in metadata; a nested type belongs to the namespace of the type around it.</summary>
internal static class Names
{
    public static (string Namespace, string Name) Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            (string space, string outerName) = Of(reader, outer);
            return (space, $"{outerName}.{name}");
        }

        return (reader.GetString(type.Namespace), name);
    }

    public static (string Namespace, string Name) Of(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        if (type.ResolutionScope is { IsNil: false, Kind: HandleKind.TypeReference } outer)
        {
            (string space, string outerName) = Of(reader, (TypeReferenceHandle)outer);
            return (space, $"{outerName}.{name}");
        }

        return (reader.GetString(type.Namespace), name);
    }
}
