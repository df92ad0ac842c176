using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Reading;

/// <summary>Bytes of metadata, being read: what its parts have in common.</summary>
internal ref struct MetadataInput
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly NameCache _names = new();
    private int _typeCount;

    public ScaleReader Scale;

    public MetadataInput(ReadOnlyMemory<byte> source)
    {
        _source = source;
        Scale = new ScaleReader(source.Span);
        _typeCount = int.MaxValue;
    }

    public delegate T Reader<out T>(ref MetadataInput input);

    /// <summary>From here on a type's number must be below <paramref name="count"/>.</summary>
    public void LimitTypes(int count) => _typeCount = count;

    public int ReadTypeId()
    {
        int offset = Scale.Offset;
        uint id = Scale.ReadCompactUInt32();
        return id < (uint)_typeCount ? (int)id : throw new MetadataException($"there is no type {id}, named at offset {offset}");
    }

    public string ReadText()
    {
        ScaleReader ahead = Scale;
        ReadOnlySpan<byte> name = ahead.ReadBytes();
        if (_names.Find(_source.Span, name) is string known)
        {
            Scale = ahead;
            return known;
        }

        string text = Scale.ReadString();
        _names.Add(name, Scale.Offset - name.Length, text);
        return text;
    }

    public string? ReadOptionalText() => Scale.ReadOptionTag() ? ReadText() : null;

    public IReadOnlyList<string> ReadDocs() => DocLines.Read(ref Scale, _source);

    /// <summary>Reads a <c>Vec&lt;u8&gt;</c> as a view of the source.</summary>
    public ReadOnlyMemory<byte> ReadBytes()
    {
        int length = Scale.ReadLength(1);
        int offset = Scale.Offset;
        Scale.ReadRaw(length);
        return _source.Slice(offset, length);
    }

    public T[] ReadVector<T>(int minimumElementSize, Reader<T> read)
    {
        int count = Scale.ReadLength(minimumElementSize);
        if (count == 0)
        {
            return [];
        }

        T[] items = new T[count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = read(ref this);
        }

        return items;
    }
}
