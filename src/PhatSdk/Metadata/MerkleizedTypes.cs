using Org.BouncyCastle.Crypto.Digests;
using PhatSdk.Metadata.Codecs;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Metadata;

/// <summary>The types that an extrinsic may hold, renumbered and written as the leaves of RFC 78's tree.</summary>
internal sealed class MerkleizedTypes
{
    private const byte FirstCompact = 15;
    private const byte VoidReference = 21;
    private const byte NumberedReference = 22;

    private readonly TypeRegistry _types;
    private readonly ExtrinsicMetadata _extrinsic;
    private readonly SortedDictionary<int, uint> _numbers = [];

    public MerkleizedTypes(RuntimeMetadata metadata)
    {
        _types = metadata.Types;
        _extrinsic = metadata.Extrinsic;
        foreach (int id in Reachable(Roots()))
        {
            if (IsNumbered(_types[id]))
            {
                _numbers.Add(id, 0);
            }
        }

        uint next = 0;
        foreach (int id in _numbers.Keys.ToArray())
        {
            _numbers[id] = next++;
        }
    }

    public static Hash256 Blake3(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Hash256.Size];
        Blake3Digest digest = new(Hash256.Size * 8);
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
        return new Hash256(hash);
    }

    /// <summary>The root of a complete tree: the last leaves are joined first.</summary>
    public Hash256 Root()
    {
        LinkedList<Hash256> nodes = new(Leaves());
        while (nodes.Count > 1)
        {
            Hash256 right = TakeLast(nodes);
            Hash256 left = TakeLast(nodes);
            nodes.AddFirst(Blake3([.. left.Span, .. right.Span]));
        }

        return nodes.First?.Value ?? default;
    }

    public Hash256 ExtrinsicHash()
    {
        ScaleWriter writer = new(stackalloc byte[256]);
        try
        {
            writer.WriteByte(_extrinsic.Versions[0]);
            WriteReference(ref writer, _extrinsic.AddressTypeId!.Value);
            WriteReference(ref writer, _extrinsic.CallTypeId!.Value);
            WriteReference(ref writer, _extrinsic.SignatureTypeId!.Value);
            writer.WriteLength(_extrinsic.SignedExtensions.Count);
            foreach (SignedExtensionMetadata extension in _extrinsic.SignedExtensions)
            {
                writer.WriteString(extension.Identifier);
                WriteReference(ref writer, extension.ExtraTypeId);
                WriteReference(ref writer, extension.AdditionalSignedTypeId);
            }

            return Blake3(writer.WrittenSpan);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static Hash256 TakeLast(LinkedList<Hash256> nodes)
    {
        Hash256 last = nodes.Last!.Value;
        nodes.RemoveLast();
        return last;
    }

    private static bool IsNumbered(TypeDefinition type) => type is not (
        CompactType or PrimitiveType or CompositeType { Fields: [] } or VariantType { Variants: [] } or TupleType { ElementTypeIds: [] });

    private IEnumerable<int> Roots() =>
        new[] { _extrinsic.CallTypeId!.Value, _extrinsic.AddressTypeId!.Value, _extrinsic.SignatureTypeId!.Value }.Concat(
            _extrinsic.SignedExtensions.SelectMany(static extension => new[] { extension.ExtraTypeId, extension.AdditionalSignedTypeId }));

    private HashSet<int> Reachable(IEnumerable<int> roots)
    {
        HashSet<int> seen = [];
        Stack<int> pending = new(roots);
        while (pending.TryPop(out int id))
        {
            if (!seen.Add(id))
            {
                continue;
            }

            // Compact forms stand for primitives, and so do the stores of bit sequences.
            IEnumerable<int> parts = _types[id] switch
            {
                CompositeType composite => composite.Fields.Select(static field => field.TypeId),
                VariantType variant => variant.Variants.SelectMany(static variant => variant.Fields).Select(static field => field.TypeId),
                SequenceType sequence => [sequence.ElementTypeId],
                ArrayType array => [array.ElementTypeId],
                TupleType tuple => tuple.ElementTypeIds,
                _ => [],
            };
            foreach (int part in parts)
            {
                pending.Push(part);
            }
        }

        return seen;
    }

    // One leaf a type, and one a variant of an enum.
    private IEnumerable<Hash256> Leaves()
    {
        foreach ((int id, uint number) in _numbers)
        {
            TypeDefinition type = _types[id];
            if (type is VariantType { Variants: IReadOnlyList<TypeVariant> variants })
            {
                foreach (TypeVariant variant in variants.OrderBy(static variant => variant.Index))
                {
                    yield return Leaf(type, number, variant);
                }
            }
            else
            {
                yield return Leaf(type, number, null);
            }
        }
    }

    private Hash256 Leaf(TypeDefinition type, uint number, TypeVariant? variant)
    {
        ScaleWriter writer = new(stackalloc byte[512]);
        try
        {
            writer.WriteVector(type.Path, static (ref writer, segment) => writer.WriteString(segment));
            WriteDefinition(ref writer, type, variant);
            writer.WriteCompact(number);
            return Blake3(writer.WrittenSpan);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private void WriteDefinition(ref ScaleWriter writer, TypeDefinition type, TypeVariant? variant)
    {
        switch (type)
        {
            case CompositeType composite:
                writer.WriteByte(0);
                WriteFields(ref writer, composite.Fields);
                break;
            case VariantType:
                writer.WriteByte(1);
                writer.WriteString(variant!.Name);
                WriteFields(ref writer, variant.Fields);
                writer.WriteCompact(variant.Index);
                break;
            case SequenceType sequence:
                writer.WriteByte(2);
                WriteReference(ref writer, sequence.ElementTypeId);
                break;
            case ArrayType array:
                writer.WriteByte(3);
                writer.WriteUInt32(array.Length);
                WriteReference(ref writer, array.ElementTypeId);
                break;
            case TupleType tuple:
                writer.WriteByte(4);
                writer.WriteLength(tuple.ElementTypeIds.Count);
                foreach (int element in tuple.ElementTypeIds)
                {
                    WriteReference(ref writer, element);
                }

                break;
            case BitSequenceType bits:
                BitSequenceShape shape = BitSequenceShape.Of(_types, bits);
                writer.WriteByte(5);
                writer.WriteByte((byte)shape.WordSize);
                writer.WriteBoolean(shape.Order == BitOrder.Lsb0);
                break;
            default:
                throw new MetadataException($"type {type.Id} has no place in a metadata digest");
        }
    }

    private void WriteFields(ref ScaleWriter writer, IReadOnlyList<TypeField> fields)
    {
        writer.WriteLength(fields.Count);
        foreach (TypeField field in fields)
        {
            WriteOptional(ref writer, field.Name);
            WriteReference(ref writer, field.TypeId);
            WriteOptional(ref writer, field.TypeName);
        }
    }

    private static void WriteOptional(ref ScaleWriter writer, string? text)
    {
        writer.WriteOptionTag(text is not null);
        if (text is not null)
        {
            writer.WriteString(text);
        }
    }

    private void WriteReference(ref ScaleWriter writer, int id)
    {
        switch (_types[id])
        {
            case PrimitiveType primitive:
                writer.WriteByte((byte)primitive.Kind);
                break;
            case CompactType compact:
                writer.WriteByte(CompactForm.KindOf(_types, compact) is PrimitiveKind kind ? (byte)(FirstCompact + (kind - PrimitiveKind.U8)) : VoidReference);
                break;
            case TypeDefinition type when IsNumbered(type):
                writer.WriteByte(NumberedReference);
                writer.WriteCompact(_numbers[id]);
                break;
            default:
                writer.WriteByte(VoidReference);
                break;
        }
    }
}
