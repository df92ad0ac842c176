using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PhatSdk.SourceGenerator.Models;

/// <summary>A place in a source file.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    internal static LocationInfo? From(Location location) =>
        location.SourceTree is { } tree ? new LocationInfo(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    internal Location ToLocation() => Location.Create(Path, Span, Lines);
}
