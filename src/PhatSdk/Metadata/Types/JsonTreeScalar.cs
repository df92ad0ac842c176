namespace PhatSdk.Metadata.Types;

/// <summary>A JSON text, number, truth value or null.</summary>
internal sealed class JsonTreeScalar(string? name, object? value) : JsonTreeNode(name)
{
    /// <summary>A <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, larger integer, <see cref="double"/>, or null.</summary>
    internal object? Value { get; } = value;
}
