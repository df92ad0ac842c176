using System.Globalization;

namespace PhatSdk.Fuzz;

/// <summary>What became of a target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Seed">What the inputs were drawn from.</param>
/// <param name="Inputs">How many there were.</param>
/// <param name="Refusals">How often each documented exception was thrown.</param>
/// <param name="Failure">What it did that it should not have; null for nothing.</param>
/// <param name="FailingInput">The input that it did it with.</param>
internal sealed record FuzzOutcome(
    string Target, ulong Seed, long Inputs, IReadOnlyDictionary<string, long> Refusals, string? Failure, byte[]? FailingInput)
{
    public override string ToString()
    {
        string refusals = string.Concat(Refusals.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $", {pair.Key} {pair.Value}"));
        string summary = string.Create(CultureInfo.InvariantCulture, $"{Target}: seed {Seed}, {Inputs} inputs, {Inputs - Refusals.Values.Sum()} taken{refusals}");
        return Failure is null ? summary : $"{summary}\nFAILED: {Target}: {Failure}\ninput: 0x{Convert.ToHexStringLower(FailingInput ?? [])}";
    }
}
