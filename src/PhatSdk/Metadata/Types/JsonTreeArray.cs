using System.Collections;

namespace PhatSdk.Metadata.Types;

/// <summary>A JSON array.</summary>
internal sealed class JsonTreeArray(string? name) : JsonTreeContainer(name), IEnumerable<JsonTreeNode>
{
    public IEnumerator<JsonTreeNode> GetEnumerator() => Children().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
