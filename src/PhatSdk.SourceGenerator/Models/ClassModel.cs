namespace PhatSdk.SourceGenerator.Models;

/// <summary>The user's class that becomes a contract's client.</summary>
/// <param name="Namespace">Its namespace; null for the global one.</param>
/// <param name="Containers">The types around it from the outermost in, as their declarations start: <c>partial class Outer</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="FullName">Its name with everything around it, qualified with <c>global::</c>.</param>
/// <param name="IsSealed">Whether it is sealed.</param>
internal sealed record ClassModel(string? Namespace, EquatableArray<string> Containers, string Name, string FullName, bool IsSealed)
{
    /// <summary>Where the names of the generated files start.</summary>
    internal string HintName => FullName.Replace("global::", "").Replace("@", "");
}
