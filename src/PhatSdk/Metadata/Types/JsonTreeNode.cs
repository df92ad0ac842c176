using System.Globalization;

namespace PhatSdk.Metadata.Types;

/// <summary>A value of a JSON document that knows where it stands. Newtonsoft's own tree rests on reflection, which an ahead-of-time compiler warns of.</summary>
internal abstract class JsonTreeNode
{
    private readonly JsonTreeNode? _parent;
    private readonly string? _name;
    private readonly int _index;

    private protected JsonTreeNode(JsonTreeNode? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>Where it stands: <c>spec.messages[2].label</c>; empty for the document.</summary>
    internal string Path
    {
        get
        {
            if (_parent is null)
            {
                return "";
            }

            string above = _parent.Path;
            if (_name is null)
            {
                return string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", above, _index);
            }

            return above.Length == 0 ? _name : $"{above}.{_name}";
        }
    }
}
