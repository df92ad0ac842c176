namespace PhatSdk.Metadata.Types;

/// <summary>A JSON object.</summary>
internal sealed class JsonTreeObject(string? name) : JsonTreeContainer(name)
{
    private const int MostToSearch = 12;

    private Dictionary<string, JsonTreeNode>? _byName; // of an object with many members

    internal IEnumerable<KeyValuePair<string, JsonTreeNode>> Members => Children().Select(child => new KeyValuePair<string, JsonTreeNode>(child.Name!, child));

    internal JsonTreeNode? this[string name]
    {
        get
        {
            if (_byName is not null)
            {
                return _byName.TryGetValue(name, out JsonTreeNode? known) ? known : null;
            }

            for (JsonTreeNode? child = First; child is not null; child = ReferenceEquals(child, Last) ? null : child.Next)
            {
                if (child.Name == name)
                {
                    return child;
                }
            }

            return null;
        }
    }

    /// <summary>Refuses a second member of one name.</summary>
    internal bool TryAdd(JsonTreeNode member)
    {
        string name = member.Name!;
        if (this[name] is not null)
        {
            return false;
        }

        Append(member);
        if (_byName is not null)
        {
            _byName.Add(name, member);
        }
        else if (Count > MostToSearch)
        {
            _byName = Children().ToDictionary(child => child.Name!, StringComparer.Ordinal);
        }

        return true;
    }
}
