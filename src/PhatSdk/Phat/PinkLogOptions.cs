using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Which part of a cluster's log is read.</summary>
public sealed record PinkLogOptions
{
    /// <summary>All defaults: everything.</summary>
    public static PinkLogOptions Default { get; } = new();

    /// <summary>The sequence to start from; a negative one counts back from the end. By default 0, the oldest record.</summary>
    public long From { get; init; }

    /// <summary>The most records. By default, and for 0, all.</summary>
    public uint Count { get; init; }

    /// <summary>The contract that spoke, or was called first. By default any.</summary>
    public AccountId? Contract { get; init; }
}
