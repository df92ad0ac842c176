namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>A piece of guest memory, as it passes between runtime and host in 64 bits: length ‖ address.</summary>
/// <param name="Address">Where it begins.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct GuestSlice(uint Address, uint Length)
{
    internal static GuestSlice From(long fat) => new((uint)fat, (uint)((ulong)fat >> 32));

    internal long ToFat() => (long)((ulong)Length << 32 | Address);
}
