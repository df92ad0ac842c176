using System.Globalization;

namespace PhatSdk.Devnet.Chain;

/// <summary>When a block of the devnet is final, and so can no longer be retracted.</summary>
public sealed class FinalityPolicy
{
    private readonly string _text;

    private FinalityPolicy(string text, uint? delay)
    {
        _text = text;
        Delay = delay;
    }

    /// <summary>As soon as it is the best one, as on a node that seals by hand. Nothing is ever retracted.</summary>
    public static FinalityPolicy Instant { get; } = new("at once", 0);

    /// <summary>Only when asked, by <c>PhatDevnet.FinalizeBlockAsync</c>.</summary>
    public static FinalityPolicy OnDemand { get; } = new("on demand", null);

    /// <summary>How many blocks have to stand on top; null where none make a block final.</summary>
    internal uint? Delay { get; }

    /// <summary>When so many blocks stand on top of it, as on a live chain, where finality is some blocks behind.</summary>
    /// <param name="blocks">How many blocks; 0 is <see cref="Instant"/>.</param>
    /// <returns>The policy.</returns>
    public static FinalityPolicy DelayedBy(uint blocks) =>
        blocks == 0 ? Instant : new FinalityPolicy(string.Create(CultureInfo.InvariantCulture, $"{blocks} blocks later"), blocks);

    /// <summary>Describes the policy.</summary>
    /// <returns><c>at once</c>, <c>on demand</c>, or by how many blocks later.</returns>
    public override string ToString() => _text;
}
