using System.Buffers.Binary;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Fuzz.Targets;

/// <summary><see cref="DynamicCodec"/>: two bytes that say which type of a registry, then its value. What it takes, it encodes again.</summary>
internal static class DynamicCodecTarget
{
    private const int IdSize = 2;

    public static FuzzTarget CreateForChain(string name)
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        int records = metadata["System"].StorageEntry("Events").ValueTypeId;
        IEnumerable<byte[]> seeds = RecordedBlocks.All.Select(block => Input(records, block.Events));
        IEnumerable<byte[]> defaults = metadata.Pallets
            .SelectMany(pallet => pallet.Storage)
            .Where(entry => !entry.IsOptional)
            .Select(entry => Input(entry.ValueTypeId, entry.Default.Span));
        IEnumerable<byte[]> constants = metadata.Pallets.SelectMany(pallet => pallet.Constants).Select(constant => Input(constant.TypeId, constant.Value.Span));
        return Create(name, metadata.Types, [.. seeds, .. defaults, .. constants]);
    }

    public static FuzzTarget CreateForZoo(string name)
    {
        TypeRegistry types = InkMetadata.Parse(File.ReadAllText(Fixtures.Contract("type_zoo/type_zoo.json"))).Types;
        IReadOnlyList<byte[]> vectors = Corpus.Bytes("rust/scale.json");
        IEnumerable<byte[]> seeds = types.Types.SelectMany(type => vectors.Where((_, i) => (i + type.Id) % 97 == 0).Append(new byte[64]).Select(vector => Input(type.Id, vector)));
        return Create(name, types, [.. seeds]);
    }

    private static FuzzTarget Create(string name, TypeRegistry types, IReadOnlyList<byte[]> seeds)
    {
        int[] ids = [.. types.Types.Select(type => type.Id).Order()];
        return new FuzzTarget(name, seeds, input => Decode(input, types, ids), typeof(ScaleException), typeof(MetadataException))
        {
            // Two values, each with the elements without content that a reader takes at most, and the encoding between.
            AllocationConstant = 1 << 23,
        };
    }

    private static byte[] Input(int typeId, ReadOnlySpan<byte> value)
    {
        byte[] input = new byte[IdSize + value.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(input, (ushort)typeId);
        value.CopyTo(input.AsSpan(IdSize));
        return input;
    }

    private static void Decode(byte[] input, TypeRegistry types, int[] ids)
    {
        ScaleReader reader = new(input);
        int typeId = ids[reader.ReadUInt16() % ids.Length];
        ReadOnlySpan<byte> rest = reader.RemainingSpan;
        ScaleValue value = DynamicCodec.Decode(ref reader, types, typeId);
        ScaleReader skipped = new(rest);
        DynamicCodec.Skip(ref skipped, types, typeId);
        byte[] encoded = DynamicCodec.Encode(types, typeId, value);
        if (skipped.Offset + IdSize != reader.Offset || encoded.Length != skipped.Offset)
        {
            throw new InvalidOperationException($"type {typeId}: read {reader.Offset - IdSize} bytes, skipped {skipped.Offset}, encoded {encoded.Length}");
        }

        // The bits that fill up a bit sequence's last word may be set, and come back as zero.
        if (DynamicCodec.Decode(encoded, types, typeId) != value)
        {
            throw new InvalidOperationException($"type {typeId}: the value's encoding is another value");
        }
    }
}
