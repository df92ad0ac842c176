using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Reading;

/// <summary>Reads scale-info's <c>PortableRegistry</c>.</summary>
internal static class TypeRegistryReader
{
    private const int SmallestType = 6;

    /// <summary>Checks all types and notes where they are; each is built when it is first asked for.</summary>
    public static TypeRegistry Read(ref MetadataInput input)
    {
        int count = input.Scale.ReadLength(SmallestType);
        input.LimitTypes(count);
        int[] offsets = TypeSkipper.SkipAll(ref input, count);
        ReadOnlyMemory<byte> source = input.Source;
        NameCache names = input.Names;
        return new TypeRegistry(count, id =>
        {
            MetadataInput type = new(source, offsets[id], names);
            return ReadType(ref type, id);
        });
    }

    private static TypeDefinition ReadType(ref MetadataInput input, int id)
    {
        string[] path = input.ReadVector(1, static (ref input) => input.ReadText());
        TypeParameter[] parameters = input.ReadVector(2, static (ref input) => ReadParameter(ref input));
        return ReadDefinition(ref input, id, path, parameters);
    }

    private static TypeParameter ReadParameter(ref MetadataInput input)
    {
        string name = input.ReadText();
        return new TypeParameter(name, input.Scale.ReadOptionTag() ? input.ReadTypeId() : null);
    }

    // The documentation lies behind the rest, so its initializer must stay the last.
    private static TypeDefinition ReadDefinition(ref MetadataInput input, int id, string[] path, TypeParameter[] parameters)
    {
        int offset = input.Scale.Offset;
        byte tag = input.Scale.ReadByte();
        return tag switch
        {
            0 => new CompositeType(ReadFields(ref input)) { Id = id, Path = path, Parameters = parameters, Docs = input.ReadDocs() },
            1 => new VariantType(input.ReadVector(4, static (ref input) => ReadVariant(ref input)))
            {
                Id = id,
                Path = path,
                Parameters = parameters,
                Docs = input.ReadDocs(),
            },
            2 => new SequenceType(input.ReadTypeId()) { Id = id, Path = path, Parameters = parameters, Docs = input.ReadDocs() },
            3 => new ArrayType(input.Scale.ReadUInt32(), input.ReadTypeId()) { Id = id, Path = path, Parameters = parameters, Docs = input.ReadDocs() },
            4 => new TupleType(input.ReadVector(1, static (ref input) => input.ReadTypeId()))
            {
                Id = id,
                Path = path,
                Parameters = parameters,
                Docs = input.ReadDocs(),
            },
            5 => new PrimitiveType(ReadPrimitive(ref input)) { Id = id, Path = path, Parameters = parameters, Docs = input.ReadDocs() },
            6 => new CompactType(input.ReadTypeId()) { Id = id, Path = path, Parameters = parameters, Docs = input.ReadDocs() },
            7 => new BitSequenceType(input.ReadTypeId(), input.ReadTypeId())
            {
                Id = id,
                Path = path,
                Parameters = parameters,
                Docs = input.ReadDocs(),
            },
            _ => throw new ScaleException($"{tag} is no kind of type (type {id})", offset),
        };
    }

    public static PrimitiveKind ReadPrimitive(ref MetadataInput input)
    {
        int offset = input.Scale.Offset;
        byte kind = input.Scale.ReadByte();
        return kind <= (byte)PrimitiveKind.I256 ? (PrimitiveKind)kind : throw new ScaleException($"{kind} is no primitive type", offset);
    }

    private static TypeVariant ReadVariant(ref MetadataInput input)
    {
        string name = input.ReadText();
        TypeField[] fields = ReadFields(ref input);
        return new TypeVariant(name, input.Scale.ReadByte(), fields, input.ReadDocs());
    }

    private static TypeField[] ReadFields(ref MetadataInput input) => input.ReadVector(4, static (ref input) =>
        new TypeField(input.ReadOptionalText(), input.ReadTypeId(), input.ReadOptionalText(), input.ReadDocs()));
}
