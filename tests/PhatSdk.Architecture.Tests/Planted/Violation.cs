namespace PhatSdk.Architecture.Tests.Planted;

/// <summary>Names its parent's type where only a method's body shows it.</summary>
internal static class Violation
{
    public static Func<int> Count { get; } = () => Assemblies.All.Count;
}
