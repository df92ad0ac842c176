using System.Globalization;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Contracts.Storage;

/// <summary>Decodes a cell by its layout: all that lies in it behind each other, and picks one part.</summary>
internal sealed class StorageCellReader(TypeRegistry types, StorageCell cell, InkLayout wanted)
{
    private ScaleValue? _found;

    public ScaleValue Read(ReadOnlySpan<byte> bytes)
    {
        ScaleReader reader = new(bytes);
        if (cell.Key.IsFixed)
        {
            _found = ReadOldCell(ref reader);
        }
        else
        {
            Read(ref reader, cell.Content);
        }

        reader.ThrowIfNotAtEnd();
        return _found ?? ScaleValue.Unit;
    }

    // With ink! 3 a cell holds one value: a leaf, or the number of an enum's variant.
    private ScaleValue ReadOldCell(ref ScaleReader reader) => wanted switch
    {
        InkLeafLayout leaf => DynamicCodec.Decode(ref reader, types, leaf.TypeId),
        InkEnumLayout => (uint)reader.ReadByte(),
        _ => throw new MetadataException($"what begins at {cell.Key} takes several cells"),
    };

    // Null where it lies in a cell of its own.
    private ScaleValue? Read(ref ScaleReader reader, InkLayout layout)
    {
        reader.Enter();
        ScaleValue? value = layout switch
        {
            InkLeafLayout leaf => DynamicCodec.Decode(ref reader, types, leaf.TypeId),
            InkStructLayout body => ReadFields(ref reader, body.Fields),
            InkEnumLayout choice => ReadVariant(ref reader, choice),
            InkArrayLayout array => ReadElements(ref reader, array),
            _ => null,
        };
        reader.Leave();
        if (ReferenceEquals(layout, wanted))
        {
            _found = value;
        }

        return value;
    }

    private ScaleValue ReadFields(ref ScaleReader reader, IReadOnlyList<InkFieldLayout> fields)
    {
        List<(string Name, ScaleValue Value)> values = new(fields.Count);
        bool isTuple = true;
        for (int i = 0; i < fields.Count; i++)
        {
            if (Read(ref reader, fields[i].Layout) is ScaleValue value)
            {
                values.Add((fields[i].Name, value));
                isTuple &= IsPosition(fields[i].Name);
            }
        }

        return isTuple ? ScaleValue.Tuple([.. values.Select(field => field.Value)]) : ScaleValue.Fields([.. values]);
    }

    private ScaleValue ReadVariant(ref ScaleReader reader, InkEnumLayout choice)
    {
        int offset = reader.Offset;
        byte index = reader.ReadByte();
        InkVariantLayout variant = choice.Variants.FirstOrDefault(one => one.Index == index)
            ?? throw new ScaleException($"{index} is no variant of {choice.Name ?? "the enum"}", offset);
        return ScaleValue.Variant(variant.Name ?? index.ToString(CultureInfo.InvariantCulture), ReadFields(ref reader, variant.Fields));
    }

    private ScaleValue ReadElements(ref ScaleReader reader, InkArrayLayout array)
    {
        List<ScaleValue> values = [];
        int count = reader.CheckLength(array.Length, TakesBytes(array.Content) ? 1 : 0);
        for (int i = 0; i < count; i++)
        {
            values.Add(Read(ref reader, array.Content) ?? ScaleValue.Unit);
        }

        return ScaleValue.Sequence([.. values]);
    }

    private bool TakesBytes(InkLayout layout) => layout switch
    {
        InkLeafLayout leaf => types[leaf.TypeId] is not (TupleType { ElementTypeIds.Count: 0 } or CompositeType { Fields.Count: 0 } or ArrayType or CompositeType),
        InkStructLayout body => body.Fields.Any(field => TakesBytes(field.Layout)),
        InkEnumLayout => true,
        InkArrayLayout array => array.Length > 0 && TakesBytes(array.Content),
        _ => false,
    };

    // ink! names the field of an Err "1", though it is the only one.
    private static bool IsPosition(string name) => name.All(char.IsAsciiDigit);
}
