using System.Text;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes C# source, indented.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line; without text, an empty one.</summary>
    internal void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(text);
        }

        _text.Append('\n');
    }

    internal void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Writes a line that goes on, one level deeper, on the next.</summary>
    internal void Continued(string text)
    {
        _depth++;
        Line(text);
        _depth--;
    }

    internal void Open(string head)
    {
        Line(head);
        Line("{");
        _depth++;
    }

    internal void Close()
    {
        _depth--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
