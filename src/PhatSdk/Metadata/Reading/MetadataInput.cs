using System.Text.Unicode;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Reading;

/// <summary>Bytes of metadata, being read: what its parts have in common.</summary>
internal ref struct MetadataInput
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly NameCache _names;
    private int _typeCount;

    public ScaleReader Scale;

    public MetadataInput(ReadOnlyMemory<byte> source)
        : this(source, 0, new NameCache())
    {
    }

    /// <summary>From an offset on of what was checked before.</summary>
    public MetadataInput(ReadOnlyMemory<byte> source, int offset, NameCache names)
    {
        _source = source;
        _names = names;
        Scale = new ScaleReader(source.Span);
        Scale.ReadRaw(offset);
        _typeCount = int.MaxValue;
    }

    public readonly ReadOnlyMemory<byte> Source => _source;

    public readonly NameCache Names => _names;

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

    /// <summary>Reads the name of something: a text that is not empty.</summary>
    public string ReadName()
    {
        int offset = Scale.Offset;
        string name = ReadText();
        return name.Length > 0 ? name : throw new MetadataException($"something has no name, at offset {offset}");
    }

    /// <summary>Reads how many pallets there are: a byte names each, so that no more than 256 can be.</summary>
    public int ReadPalletCount(int smallestPallet)
    {
        int count = Scale.ReadLength(smallestPallet);
        return count <= byte.MaxValue + 1 ? count : throw new MetadataException($"there are {count} pallets, and a byte names each");
    }

    /// <summary>Goes past a text that <see cref="ReadText"/> would take.</summary>
    public void SkipText()
    {
        int offset = Scale.Offset;
        if (!Utf8.IsValid(Scale.ReadBytes()))
        {
            throw new ScaleException("a string is not UTF-8", offset);
        }
    }

    public void SkipOptionalText()
    {
        if (Scale.ReadOptionTag())
        {
            SkipText();
        }
    }

    public void SkipTexts()
    {
        int count = Scale.ReadLength(1);
        for (int i = 0; i < count; i++)
        {
            SkipText();
        }
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
