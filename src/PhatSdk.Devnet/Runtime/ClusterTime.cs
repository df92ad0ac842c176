using PhatSdk.Scale;

namespace PhatSdk.Devnet.Runtime;

/// <summary>The chain's block that a call of a cluster runs on: <c>At</c> of the cluster runtime.</summary>
/// <param name="BlockNumber">The block's number.</param>
/// <param name="NowMs">The block's time, in milliseconds since the Unix epoch.</param>
internal readonly record struct ClusterTime(uint BlockNumber, ulong NowMs) : IScaleType<ClusterTime>
{
    /// <inheritdoc/>
    public static ClusterTime Decode(ref ScaleReader reader) => new(reader.ReadUInt32(), reader.ReadUInt64());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteUInt32(BlockNumber);
        writer.WriteUInt64(NowMs);
    }
}
