using PhatSdk.Primitives;

namespace PhatSdk.Pruntime;

/// <summary>What a worker says of its cluster: pRuntime's <c>ClusterInfo</c>.</summary>
public sealed record PruntimeClusterInfo
{
    /// <summary>The cluster.</summary>
    public required Hash256 Id { get; init; }

    /// <summary>The contract runtime that the cluster runs, such as 1.2.</summary>
    public required Version RuntimeVersion { get; init; }

    /// <summary>The cluster's system contract; null where the worker does not say.</summary>
    public AccountId? SystemContract { get; init; }

    /// <summary>The contract that keeps the logs; null where there is none, or the worker does not say.</summary>
    public AccountId? LoggerContract { get; init; }

    /// <summary>How many contracts the cluster has; 0 where the worker does not say.</summary>
    public ulong NumberOfContracts { get; init; }

    internal static PruntimeClusterInfo From(Messages.ClusterInfo message) => new()
    {
        Id = Hash256.Parse(message.Id),
        RuntimeVersion = Version.Parse(message.RuntimeVersion),
        SystemContract = ParseAccount(message.SystemContract),
        LoggerContract = ParseAccount(message.LoggerContract),
        NumberOfContracts = message.NumberOfContracts,
    };

    private static AccountId? ParseAccount(string text) => text.Length > 0 ? AccountId.Parse(text) : null;
}
