using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace PhatSdk.SourceGenerator.Naming;

/// <summary>Makes C# names of Rust's.</summary>
internal static class CSharpIdentifier
{
    /// <summary><c>balance_of</c> becomes <c>BalanceOf</c>; <c>PSP22Error</c> stays.</summary>
    internal static string Pascal(string name)
    {
        StringBuilder result = new(name.Length);
        bool atStart = true;
        foreach (char character in name)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(character) || character == '_')
            {
                atStart = true;
                continue;
            }

            result.Append(atStart ? char.ToUpperInvariant(character) : character);
            atStart = false;
        }

        return Valid(result);
    }

    /// <summary><c>_to_account</c> becomes <c>toAccount</c>; keywords get their <c>@</c>.</summary>
    internal static string Camel(string pascal)
    {
        int upper = 0;
        while (upper < pascal.Length && char.IsUpper(pascal[upper]))
        {
            upper++;
        }

        // The last capital of several starts the next word: `IDNumber` becomes `idNumber`.
        int lowered = upper > 1 && upper < pascal.Length && char.IsLower(pascal[upper]) ? upper - 1 : upper;
        string name = pascal.Substring(0, lowered).ToLowerInvariant() + pascal.Substring(lowered);
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    private static string Valid(StringBuilder name)
    {
        if (name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0]))
        {
            name.Insert(0, '_');
        }

        return name.ToString();
    }
}
