using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PhatSdk.Architecture.Tests;

/// <summary>
/// Reads from an assembly which types name which: bases, interfaces, attributes, fields, signatures, locals and what method bodies touch.
/// Constants folded by the compiler and <c>nameof</c> leave no trace.
/// </summary>
internal sealed class NamespaceWalk
{
    private readonly MetadataReader _reader;
    private readonly PEReader _image;
    private readonly HashSet<Edge> _edges = [];
    private readonly TypeNameProvider _provider;
    private (string Namespace, string Name) _current;

    private NamespaceWalk(PEReader image)
    {
        _image = image;
        _reader = image.GetMetadataReader();
        _provider = new TypeNameProvider(Add);
    }

    /// <summary>All edges between different namespaces, each named type once for each naming type.</summary>
    public static IReadOnlyCollection<Edge> Edges(string assemblyPath)
    {
        using PEReader image = new(File.OpenRead(assemblyPath));
        NamespaceWalk walk = new(image);
        foreach (TypeDefinitionHandle handle in walk._reader.TypeDefinitions)
        {
            walk.Type(handle);
        }

        return walk._edges;
    }

    private void Type(TypeDefinitionHandle handle)
    {
        _current = Names.Of(_reader, handle);
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        Handle(type.BaseType);
        Attributes(type.GetCustomAttributes());
        Parameters(type.GetGenericParameters());
        foreach (InterfaceImplementationHandle implementation in type.GetInterfaceImplementations())
        {
            Handle(_reader.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (FieldDefinitionHandle field in type.GetFields())
        {
            FieldDefinition definition = _reader.GetFieldDefinition(field);
            definition.DecodeSignature(_provider, null);
            Attributes(definition.GetCustomAttributes());
        }

        foreach (PropertyDefinitionHandle property in type.GetProperties())
        {
            PropertyDefinition definition = _reader.GetPropertyDefinition(property);
            definition.DecodeSignature(_provider, null);
            Attributes(definition.GetCustomAttributes());
        }

        foreach (MethodDefinitionHandle method in type.GetMethods())
        {
            Method(_reader.GetMethodDefinition(method));
        }
    }

    private void Method(MethodDefinition method)
    {
        method.DecodeSignature(_provider, null);
        Attributes(method.GetCustomAttributes());
        Parameters(method.GetGenericParameters());
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_provider, null);
        }

        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            Handle(region.CatchType);
        }

        foreach (EntityHandle token in MethodTokens.Of(body.GetILReader()))
        {
            Handle(token);
        }
    }

    private void Parameters(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameterHandle parameter in parameters)
        {
            foreach (GenericParameterConstraintHandle constraint in _reader.GetGenericParameter(parameter).GetConstraints())
            {
                Handle(_reader.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    private void Attributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle attribute in attributes)
        {
            Handle(_reader.GetCustomAttribute(attribute).Constructor);
        }
    }

    private void Handle(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                (string space, string name) = Names.Of(_reader, (TypeDefinitionHandle)handle);
                Add(space, name);
                break;
            case HandleKind.TypeReference:
                (space, name) = Names.Of(_reader, (TypeReferenceHandle)handle);
                Add(space, name);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_provider, null);
                break;
            case HandleKind.MethodDefinition:
                MethodDefinition method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                Handle(method.GetDeclaringType());
                method.DecodeSignature(_provider, null);
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                Handle(field.GetDeclaringType());
                field.DecodeSignature(_provider, null);
                break;
            case HandleKind.MemberReference:
                Member(_reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Handle(specification.Method);
                specification.DecodeSignature(_provider, null);
                break;
        }
    }

    private void Member(MemberReference member)
    {
        Handle(member.Parent);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            member.DecodeFieldSignature(_provider, null);
        }
        else
        {
            member.DecodeMethodSignature(_provider, null);
        }
    }

    private void Add(string space, string name)
    {
        if (space != _current.Namespace)
        {
            _edges.Add(new Edge(_current.Namespace, space, $"{_current.Namespace}.{_current.Name}", $"{space}.{name}"));
        }
    }
}
