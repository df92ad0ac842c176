namespace PhatSdk.Architecture.Tests;

/// <summary>A type of one namespace names a type of another.</summary>
/// <param name="From">The naming type's namespace.</param>
/// <param name="To">The named type's namespace.</param>
/// <param name="Source">The naming type.</param>
/// <param name="Target">The named type.</param>
public sealed record Edge(string From, string To, string Source, string Target)
{
    public override string ToString() => $"{From} → {To} ({Source} names {Target})";
}
