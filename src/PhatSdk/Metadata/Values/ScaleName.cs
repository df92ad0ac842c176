using System.Text;

namespace PhatSdk.Metadata.Values;

/// <summary>Names of fields and variants in the text and JSON of values.</summary>
internal static class ScaleName
{
    /// <summary>Whether a single entry of this name is read as a variant, not as a struct of one field.</summary>
    public static bool IsLikeVariant(string name) => name.Length > 0 && char.IsUpper(name[0]);

    /// <summary>Whether the name needs no quotes.</summary>
    public static bool IsPlain(string name)
    {
        foreach (char character in name)
        {
            if (!IsPart(character))
            {
                return false;
            }
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]);
    }

    public static bool IsPart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    public static void Format(StringBuilder text, string name)
    {
        if (IsPlain(name))
        {
            text.Append(name);
        }
        else
        {
            ScaleText.Format(text, name);
        }
    }
}
