namespace PhatSdk.Metadata.Types;

/// <summary>A JSON object or array.</summary>
internal abstract class JsonTreeContainer(string? name) : JsonTreeNode(name)
{
    internal JsonTreeNode? First { get; private set; }

    internal JsonTreeNode? Last { get; private set; }

    /// <summary>The number of members or items.</summary>
    internal int Count { get; private set; }

    internal void Append(JsonTreeNode child)
    {
        child.Next = this;
        if (Last is null)
        {
            First = child;
        }
        else
        {
            Last.Next = child;
        }

        Last = child;
        Count++;
    }

    internal IEnumerable<JsonTreeNode> Children()
    {
        for (JsonTreeNode? child = First; child is not null; child = ReferenceEquals(child, Last) ? null : child.Next)
        {
            yield return child;
        }
    }

    internal int IndexOf(JsonTreeNode child)
    {
        int index = 0;
        foreach (JsonTreeNode one in Children())
        {
            if (ReferenceEquals(one, child))
            {
                return index;
            }

            index++;
        }

        return -1;
    }
}
