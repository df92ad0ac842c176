using System.Globalization;
using PhatSdk.Metadata.Types;
using PhatSdk.SourceGenerator.Naming;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>Names the types that a contract's client writes out.</summary>
internal sealed class TypeNames
{
    private const int LongestName = 100;

    private readonly TypeRegistry _types;
    private readonly Dictionary<int, string> _names = [];

    /// <summary>Gives each type a name: the last segment of its path, and as much more as tells it from others.</summary>
    internal TypeNames(TypeRegistry types, IReadOnlyList<int> ids, NameScope scope)
    {
        _types = types;
        foreach (IGrouping<string, int> group in ids.GroupBy(BaseName).ToList())
        {
            List<int> members = [.. group];
            if (members.Count == 1)
            {
                _names.Add(members[0], scope.Add(group.Key, "Type"));
                continue;
            }

            Dictionary<int, string> wanted = members.ToDictionary(id => id, id => WithParameters(id, depth: 0));
            foreach (int id in members)
            {
                string name = wanted[id];
                if (members.Count(other => wanted[other] == name) > 1 && _types[id].Path.Count > 1)
                {
                    name = CSharpIdentifier.Pascal(_types[id].Path[_types[id].Path.Count - 2]) + name;
                }

                _names.Add(id, scope.Add(name.Length <= LongestName ? name : group.Key, "Type"));
            }
        }
    }

    internal string this[int id] => _names[id];

    private string BaseName(int id) =>
        _types[id].Name is { } name ? CSharpIdentifier.Pascal(name) : string.Format(CultureInfo.InvariantCulture, "Type{0}", id);

    private string WithParameters(int id, int depth)
    {
        IEnumerable<string> parameters = _types[id].Parameters.Where(parameter => parameter.TypeId is not null).Select(parameter => ShortName(parameter.TypeId!.Value, depth + 1));
        string joined = string.Join("And", parameters);
        return joined.Length == 0 ? BaseName(id) : $"{BaseName(id)}Of{joined}";
    }

    private string ShortName(int id, int depth)
    {
        if (depth > 4)
        {
            return string.Format(CultureInfo.InvariantCulture, "Type{0}", id);
        }

        TypeDefinition type = _types[id];
        if (WellKnownTypes.IsOption(type, out int inner))
        {
            return "Optional" + ShortName(inner, depth + 1);
        }

        return type switch
        {
            PrimitiveType primitive => PrimitiveTypes.ShortName(primitive.Kind),
            SequenceType sequence when _types[sequence.ElementTypeId] is PrimitiveType { Kind: PrimitiveKind.U8 } => "Bytes",
            SequenceType sequence => ShortName(sequence.ElementTypeId, depth + 1) + "List",
            ArrayType array => string.Format(CultureInfo.InvariantCulture, "{0}Array{1}", ShortName(array.ElementTypeId, depth + 1), array.Length),
            TupleType { ElementTypeIds.Count: 0 } => "Unit",
            TupleType tuple => "TupleOf" + string.Join("And", tuple.ElementTypeIds.Select(element => ShortName(element, depth + 1))),
            CompactType compact => ShortName(compact.InnerTypeId, depth + 1),
            { Name: not null } => WithParameters(id, depth),
            _ => string.Format(CultureInfo.InvariantCulture, "Type{0}", id),
        };
    }
}
