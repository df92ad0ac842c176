namespace PhatSdk.Contracts;

/// <summary>Makes a partial class the typed client of an ink! contract; the source generator writes the rest of the class.</summary>
/// <param name="path">The <c>.contract</c> or ABI <c>.json</c> file: a path below the project, or the file's name where it is unique.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InkContractAttribute(string path) : Attribute
{
    /// <summary>The <c>.contract</c> or ABI <c>.json</c> file.</summary>
    public string Path { get; } = path;
}
