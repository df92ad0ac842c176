namespace PhatSdk.Architecture.Tests;

/// <summary>The assemblies whose floor plan is guarded.</summary>
internal static class Assemblies
{
    public static IReadOnlyList<string> All { get; } = ["PhatSdk.Abstractions", "PhatSdk", "PhatSdk.Devnet"];

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    /// <summary>The edges of all assemblies between namespaces of ours.</summary>
    public static IReadOnlyList<Edge> OwnEdges() =>
        [.. All.SelectMany(name => NamespaceWalk.Edges(PathOf(name))).Where(edge => IsOurs(edge.From) && IsOurs(edge.To))];

    public static bool IsOurs(string space) => space == "PhatSdk" || space.StartsWith("PhatSdk.", StringComparison.Ordinal);
}
