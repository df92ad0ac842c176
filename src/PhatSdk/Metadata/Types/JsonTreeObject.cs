namespace PhatSdk.Metadata.Types;

/// <summary>A JSON object.</summary>
internal sealed class JsonTreeObject(JsonTreeNode? parent, string? name, int index) : JsonTreeNode(parent, name, index)
{
    private readonly Dictionary<string, JsonTreeNode> _members = new(StringComparer.Ordinal);

    internal int Count => _members.Count;

    internal IEnumerable<KeyValuePair<string, JsonTreeNode>> Members => _members;

    internal JsonTreeNode? this[string name] => _members.TryGetValue(name, out JsonTreeNode? node) ? node : null;

    internal bool TryAdd(string name, JsonTreeNode node)
    {
        if (_members.ContainsKey(name))
        {
            return false;
        }

        _members.Add(name, node);
        return true;
    }
}
