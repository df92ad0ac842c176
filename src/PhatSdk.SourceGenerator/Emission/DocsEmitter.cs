using System.Text;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes the contract's documentation as C#'s.</summary>
internal static class DocsEmitter
{
    /// <summary>Writes the first paragraph as the summary, the others as remarks.</summary>
    internal static void Write(SourceWriter writer, IEnumerable<string> docs, string fallback)
    {
        List<string> paragraphs = Paragraphs(docs);
        writer.Line($"/// <summary>{(paragraphs.Count == 0 ? Escape(fallback) : paragraphs[0])}</summary>");
        if (paragraphs.Count == 2)
        {
            writer.Line($"/// <remarks>{paragraphs[1]}</remarks>");
        }
        else if (paragraphs.Count > 2)
        {
            writer.Line("/// <remarks>");
            writer.Lines(paragraphs.Skip(1).Select(paragraph => $"/// <para>{paragraph}</para>"));
            writer.Line("/// </remarks>");
        }
    }

    internal static void Parameter(SourceWriter writer, string name, IEnumerable<string> docs, string fallback) =>
        writer.Line($"/// <param name=\"{name.TrimStart('@')}\">{Inline(docs, fallback)}</param>");

    internal static string Inline(IEnumerable<string> docs, string fallback)
    {
        string text = string.Join(" ", Paragraphs(docs));
        return text.Length == 0 ? Escape(fallback) : text;
    }

    /// <summary>Text that is safe in an XML comment of one line; what is in backticks becomes code.</summary>
    internal static string Escape(string text)
    {
        StringBuilder result = new(text.Length);
        bool isCode = false;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            switch (character)
            {
                case '`' when isCode || text.IndexOf('`', i + 1) > 0:
                    result.Append(isCode ? "</c>" : "<c>");
                    isCode = !isCode;
                    break;
                case '<':
                    result.Append("&lt;");
                    break;
                case '>':
                    result.Append("&gt;");
                    break;
                case '&':
                    result.Append("&amp;");
                    break;
                case '\u0085' or '\u2028' or '\u2029':
                    result.Append(' ');
                    break;
                default:
                    result.Append(char.IsControl(character) || char.IsSurrogate(character) || character >= '\uFFFE' ? ' ' : character);
                    break;
            }
        }

        return result.ToString().Trim();
    }

    private static List<string> Paragraphs(IEnumerable<string> docs)
    {
        List<string> paragraphs = [];
        List<string> open = [];
        foreach (string line in docs.SelectMany(doc => doc.Split('\n')).Select(Escape))
        {
            if (line.Length > 0)
            {
                open.Add(line);
            }
            else if (open.Count > 0)
            {
                paragraphs.Add(string.Join(" ", open));
                open.Clear();
            }
        }

        if (open.Count > 0)
        {
            paragraphs.Add(string.Join(" ", open));
        }

        return paragraphs;
    }
}
