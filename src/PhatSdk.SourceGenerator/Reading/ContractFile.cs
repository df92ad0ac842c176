using Microsoft.CodeAnalysis;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>A file of the project that may be a contract's. It is read only where a class names it.</summary>
/// <param name="Path">Its path, with <c>/</c> between the folders.</param>
/// <param name="Text">The file.</param>
internal sealed record ContractFile(string Path, AdditionalText Text)
{
    internal static bool MayBe(AdditionalText text) =>
        text.Path.EndsWith(".contract", StringComparison.OrdinalIgnoreCase) || text.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    internal static ContractFile From(AdditionalText text) => new(Normalize(text.Path), text);

    /// <summary>The file's name without its folders.</summary>
    internal static string NameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>A path with <c>/</c> between the folders and without <c>.</c> and <c>..</c>.</summary>
    internal static string Normalize(string path)
    {
        List<string> segments = [];
        string[] parts = path.Replace('\\', '/').Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            if (part == ".." && segments.Count > 0 && segments[segments.Count - 1] is not ("" or ".."))
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || i == 0))
            {
                segments.Add(part);
            }
        }

        return string.Join("/", segments);
    }
}
