using System.Collections;
using System.Text.Unicode;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Reading;

/// <summary>Lines of documentation that become strings when somebody reads them: half of a runtime's metadata is such, and few read it.</summary>
internal sealed class DocLines : IReadOnlyList<string>
{
    private readonly ReadOnlyMemory<byte> _encoded; // a Vec<str> without its length, which was checked
    private string[]? _lines;

    private DocLines(ReadOnlyMemory<byte> encoded, int count)
    {
        _encoded = encoded;
        Count = count;
    }

    public int Count { get; }

    public string this[int index] => Lines[index];

    private string[] Lines => _lines ??= Decode();

    /// <summary>Checks a <c>Vec&lt;str&gt;</c> and keeps a view of it.</summary>
    public static IReadOnlyList<string> Read(ref ScaleReader reader, ReadOnlyMemory<byte> source)
    {
        int count = reader.ReadLength(1);
        if (count == 0)
        {
            return [];
        }

        int start = reader.Offset;
        for (int i = 0; i < count; i++)
        {
            int offset = reader.Offset;
            if (!Utf8.IsValid(reader.ReadBytes()))
            {
                throw new ScaleException("a string is not UTF-8", offset);
            }
        }

        return new DocLines(source[start..reader.Offset], count);
    }

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)Lines).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string[] Decode()
    {
        ScaleReader reader = new(_encoded.Span);
        string[] lines = new string[Count];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = reader.ReadString();
        }

        return lines;
    }
}
