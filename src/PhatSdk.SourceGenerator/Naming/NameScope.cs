using System.Globalization;

namespace PhatSdk.SourceGenerator.Naming;

/// <summary>Gives each thing of a scope a name of its own.</summary>
internal sealed class NameScope(params string[] taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    /// <summary>The wanted name where it is free, else with the suffix, else with a number behind it.</summary>
    internal string Add(string wanted, string suffix = "")
    {
        string name = wanted;
        if (!_taken.Add(name))
        {
            name = wanted + suffix;
            for (int number = 2; !_taken.Add(name); number++)
            {
                name = wanted + suffix + number.ToString(CultureInfo.InvariantCulture);
            }
        }

        return name;
    }

    internal bool IsFree(string name) => !_taken.Contains(name);
}
