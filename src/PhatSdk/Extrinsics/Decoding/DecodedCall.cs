using PhatSdk.Metadata.Values;

namespace PhatSdk.Extrinsics.Decoding;

/// <summary>What an extrinsic asks of the runtime.</summary>
/// <param name="Pallet">The pallet's name: <c>Balances</c>.</param>
/// <param name="Name">The call's name: <c>transfer_keep_alive</c>.</param>
/// <param name="Arguments">The arguments by name. Calls within, as a batch has them, are variants of the pallet's name with a variant of the call's name.</param>
/// <param name="Encoded">The pallet's index, the call's index, the arguments.</param>
public sealed record DecodedCall(string Pallet, string Name, ScaleValue Arguments, ReadOnlyMemory<byte> Encoded)
{
    /// <summary>Shows the call.</summary>
    /// <returns>The names and the arguments: <c>System.remark { remark: 0x0102 }</c>.</returns>
    public override string ToString() => $"{Pallet}.{Name} {Arguments}";
}
