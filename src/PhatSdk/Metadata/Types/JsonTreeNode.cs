using System.Globalization;

namespace PhatSdk.Metadata.Types;

/// <summary>A value of a JSON document that knows where it stands. Newtonsoft's own tree rests on reflection, which an ahead-of-time compiler warns of.</summary>
/// <remarks>Small, as hostile documents are of nothing but nodes: a node knows its neighbour, and the last one the container. Where it stands is found when somebody asks.</remarks>
internal abstract class JsonTreeNode
{
    private readonly string? _name;

    private protected JsonTreeNode(string? name) => _name = name;

    /// <summary>The name in its object; null in an array.</summary>
    internal string? Name => _name;

    /// <summary>The node behind it in its container; for the last one the container itself; null for the document.</summary>
    internal JsonTreeNode? Next { get; set; }

    /// <summary>Where it stands: <c>spec.messages[2].label</c>; empty for the document.</summary>
    internal string Path
    {
        get
        {
            if (Parent is not { } parent)
            {
                return "";
            }

            string above = parent.Path;
            if (_name is null)
            {
                return string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", above, parent.IndexOf(this));
            }

            return above.Length == 0 ? JsonRead.Shorten(_name) : $"{above}.{JsonRead.Shorten(_name)}";
        }
    }

    private JsonTreeContainer? Parent
    {
        get
        {
            JsonTreeNode node = this;
            while (node.Next is { } next)
            {
                if (next is JsonTreeContainer container && ReferenceEquals(container.Last, node))
                {
                    return container;
                }

                node = next;
            }

            return null;
        }
    }
}
