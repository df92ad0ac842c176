using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>What an extrinsic asks of the runtime: a pallet's call with its arguments, encoded.</summary>
public sealed class RuntimeCall
{
    /// <summary>Creates a call from its bytes.</summary>
    /// <param name="encoded">The pallet's index, the call's index, the arguments.</param>
    public RuntimeCall(ReadOnlyMemory<byte> encoded) => Encoded = encoded;

    /// <summary>The pallet's index, the call's index, the arguments.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Shows the call.</summary>
    /// <returns>Its bytes.</returns>
    public override string ToString() => Hex.Format(Encoded.Span);
}
