using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>What executing something takes: Substrate's <c>WeightV2</c>.</summary>
/// <param name="RefTime">Computation, in picoseconds on the reference machine (10^12 is a second).</param>
/// <param name="ProofSize">State read, in bytes of proof.</param>
public readonly record struct Weight(ulong RefTime, ulong ProofSize) : IScaleType<Weight>
{
    /// <summary>The largest weight that can be said.</summary>
    public static Weight MaxValue => new(ulong.MaxValue, ulong.MaxValue);

    /// <inheritdoc/>
    public static Weight Decode(ref ScaleReader reader) => new(reader.ReadCompactUInt64(), reader.ReadCompactUInt64());

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteCompact(RefTime);
        writer.WriteCompact(ProofSize);
    }
}
