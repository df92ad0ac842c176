using System.Globalization;
using System.Text;
using PhatSdk.Metadata.Values;

namespace PhatSdk.Metadata.Codecs;

/// <summary>A value that is not of its type, on its way up to <see cref="DynamicCodec"/>, which throws what callers see.</summary>
internal sealed class ScaleMismatchException : Exception
{
    private readonly List<string> _path = [];
    private readonly string _reason;

    public ScaleMismatchException(string reason) => _reason = reason;

    public static ScaleMismatchException Create(TypeCodec expected, ScaleValue actual) => new($"expected {expected}, got {actual.Describe()}");

    /// <summary>Adds a segment to the path. For exception filters, which run from the inside to the outside; so it returns false.</summary>
    public bool At(string segment)
    {
        _path.Add("." + segment);
        return false;
    }

    /// <inheritdoc cref="At(string)"/>
    public bool At(int index)
    {
        _path.Add(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
        return false;
    }

    public string MessageFor(string name)
    {
        StringBuilder text = new(name);
        for (int i = _path.Count - 1; i >= 0; i--)
        {
            text.Append(_path[i]);
        }

        return text.Append(": ").Append(_reason).ToString();
    }
}
