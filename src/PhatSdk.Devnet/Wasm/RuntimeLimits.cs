namespace PhatSdk.Devnet.Wasm;

/// <summary>What a call of a runtime may use.</summary>
/// <param name="MemoryBytes">The most memory of an instance, in bytes.</param>
/// <param name="Duration">The longest that a call may run.</param>
internal sealed record RuntimeLimits(long MemoryBytes, TimeSpan Duration)
{
    /// <summary>512 MiB and a minute: no honest call comes near, and no call hangs for ever.</summary>
    internal static RuntimeLimits Default { get; } = new(512L << 20, TimeSpan.FromMinutes(1));
}
