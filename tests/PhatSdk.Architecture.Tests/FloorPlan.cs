using System.Text.RegularExpressions;
using PhatSdk.TestKit;

namespace PhatSdk.Architecture.Tests;

/// <summary>Which namespace may name which: the needs lists of ARCHITECTURE.md, read from there.</summary>
internal sealed partial class FloorPlan
{
    private FloorPlan(IReadOnlyList<(string Namespace, IReadOnlySet<string> Needs)> floors) => Floors = floors;

    /// <summary>The namespaces from the ground up, each with those that it may name.</summary>
    public IReadOnlyList<(string Namespace, IReadOnlySet<string> Needs)> Floors { get; }

    /// <summary>Reads every needs list of ARCHITECTURE.md: tables whose first column is headed <c>namespace</c>.</summary>
    public static FloorPlan Read()
    {
        List<(string, IReadOnlySet<string>)> floors = [];
        bool inside = false;
        foreach (string line in File.ReadLines(Path.Combine(Fixtures.Root, "ARCHITECTURE.md")))
        {
            inside = line.StartsWith("| namespace |", StringComparison.Ordinal) || (inside && line.StartsWith('|'));
            string[] cells = line.Split('|');
            if (!inside || !cells[1].Contains('`', StringComparison.Ordinal))
            {
                continue;
            }

            HashSet<string> needs = [.. Quoted().Matches(cells[2]).Select(match => match.Groups[1].Value)];
            floors.AddRange(Quoted().Matches(cells[1]).Select(match => (match.Groups[1].Value, (IReadOnlySet<string>)needs)));
        }

        return new FloorPlan(floors);
    }

    public IReadOnlySet<string>? NeedsOf(string space) => Floors.FirstOrDefault(floor => floor.Namespace == space).Needs;

    [GeneratedRegex("`([A-Za-z0-9.]+)`")]
    private static partial Regex Quoted();
}
