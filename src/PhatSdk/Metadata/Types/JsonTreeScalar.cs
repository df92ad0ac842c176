namespace PhatSdk.Metadata.Types;

/// <summary>A JSON text, number, truth value or null.</summary>
internal sealed class JsonTreeScalar(JsonTreeNode? parent, string? name, int index, object? value) : JsonTreeNode(parent, name, index)
{
    /// <summary>A <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, larger integer, <see cref="double"/>, or null.</summary>
    internal object? Value { get; } = value;
}
