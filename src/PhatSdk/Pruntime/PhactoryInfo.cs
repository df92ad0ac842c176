using PhatSdk.Primitives;

namespace PhatSdk.Pruntime;

/// <summary>What a worker says of itself: pRuntime's <c>PhactoryInfo</c>.</summary>
public sealed record PhactoryInfo
{
    /// <summary>Whether it has keys and follows a chain.</summary>
    public bool IsInitialized { get; init; }

    /// <summary>Whether the chain knows it.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>The chain that it follows; null before it is initialized.</summary>
    public Hash256? GenesisBlockHash { get; init; }

    /// <summary>Its sr25519 identity, 32 bytes, by which the chain knows it; null before it is initialized.</summary>
    public ReadOnlyMemory<byte>? PublicKey { get; init; }

    /// <summary>The 32-byte key to which queries are sealed; null before it is initialized.</summary>
    public ReadOnlyMemory<byte>? EcdhPublicKey { get; init; }

    /// <summary>The block that it processes next; all before are done.</summary>
    public uint NextBlock { get; init; }

    /// <summary>The time of the last block done, in milliseconds since the Unix epoch.</summary>
    public ulong CurrentBlockTime { get; init; }

    /// <summary>Whether it runs without protection by hardware.</summary>
    public bool IsDevMode { get; init; }

    /// <summary>Messages that it has for the chain and are not yet on it.</summary>
    public ulong PendingMessages { get; init; }

    /// <summary>Its version.</summary>
    public string Version { get; init; } = "";

    /// <summary>The newest contract runtime that it can run; null where it does not say.</summary>
    public Version? MaxSupportedPinkRuntimeVersion { get; init; }

    /// <summary>How long it lets a query run, in seconds; 0 where it does not say.</summary>
    public uint QueryTimeout { get; init; }

    internal static PhactoryInfo From(Messages.PhactoryInfo message) => new()
    {
        IsInitialized = message.Initialized,
        IsRegistered = message.Registered,
        GenesisBlockHash = message.HasGenesisBlockHash ? Hash256.Parse(message.GenesisBlockHash) : null,
        PublicKey = message.HasPublicKey ? KeyOf(message.PublicKey) : default(ReadOnlyMemory<byte>?),
        EcdhPublicKey = message.HasEcdhPublicKey ? KeyOf(message.EcdhPublicKey) : default(ReadOnlyMemory<byte>?),
        NextBlock = message.Blocknum,
        CurrentBlockTime = message.CurrentBlockTime,
        IsDevMode = message.DevMode,
        PendingMessages = message.PendingMessages,
        Version = message.Version,
        MaxSupportedPinkRuntimeVersion = message.MaxSupportedPinkRuntimeVersion.Length > 0
            ? System.Version.Parse(message.MaxSupportedPinkRuntimeVersion)
            : null,
        QueryTimeout = message.QueryTimeout,
    };

    // A bare null above would become an empty key, by way of an array.
    private static ReadOnlyMemory<byte> KeyOf(string text) => AccountId.Parse(text).ToArray();
}
