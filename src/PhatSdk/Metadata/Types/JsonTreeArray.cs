using System.Collections;

namespace PhatSdk.Metadata.Types;

/// <summary>A JSON array.</summary>
internal sealed class JsonTreeArray(JsonTreeNode? parent, string? name, int index) : JsonTreeNode(parent, name, index), IReadOnlyCollection<JsonTreeNode>
{
    private readonly List<JsonTreeNode> _items = [];

    public int Count => _items.Count;

    public IEnumerator<JsonTreeNode> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(JsonTreeNode node) => _items.Add(node);
}
