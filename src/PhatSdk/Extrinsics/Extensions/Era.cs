using System.Numerics;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>How long an extrinsic may wait for a block: for ever, or for a period of blocks. Follows <c>sp_runtime::generic::Era</c>.</summary>
public readonly record struct Era : IScaleType<Era>
{
    /// <summary>The shortest period, in blocks.</summary>
    public const uint MinimumPeriod = 4;

    /// <summary>The longest period, in blocks.</summary>
    public const uint MaximumPeriod = 65_536;

    private const int PeriodBits = 4;
    private const int QuantumShift = 12;

    private Era(uint period, uint phase)
    {
        Period = period;
        Phase = phase;
    }

    /// <summary>For ever. Such an extrinsic can be replayed when its account was reaped and made again.</summary>
    public static Era Immortal => default;

    /// <summary>For how many blocks, a power of two; 0 for ever.</summary>
    public uint Period { get; }

    /// <summary>Where in the period it begins, in blocks.</summary>
    public uint Phase { get; }

    /// <summary>Whether it lasts for ever.</summary>
    public bool IsImmortal => Period == 0;

    /// <summary>An era that begins about a block. Long periods begin on a multiple of a few blocks, so a little before it.</summary>
    /// <param name="period">For how many blocks: rounded up to a power of two from <see cref="MinimumPeriod"/> to <see cref="MaximumPeriod"/>.</param>
    /// <param name="block">The number of a block that the chain has.</param>
    /// <returns>The era.</returns>
    public static Era Mortal(ulong period, ulong block)
    {
        uint rounded = period >= MaximumPeriod ? MaximumPeriod : Math.Max(BitOperations.RoundUpToPowerOf2((uint)period), MinimumPeriod);
        uint phase = (uint)(block % rounded);
        return new Era(rounded, phase - (phase % QuantumOf(rounded)));
    }

    /// <summary>The first block in which such an extrinsic can be; its hash is signed.</summary>
    /// <param name="block">The number of the block from which one looks.</param>
    /// <returns>The number of the era's first block; 0 for ever.</returns>
    public ulong Birth(ulong block) => IsImmortal ? 0 : ((Math.Max(block, Phase) - Phase) / Period * Period) + Phase;

    /// <summary>The first block in which such an extrinsic can no longer be.</summary>
    /// <param name="block">The number of the block from which one looks.</param>
    /// <returns>The number of the block after the era's last one; the largest number for ever.</returns>
    public ulong Death(ulong block) => IsImmortal ? ulong.MaxValue : Birth(block) + Period;

    /// <inheritdoc/>
    public static Era Decode(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte first = reader.ReadByte();
        if (first == 0)
        {
            return Immortal;
        }

        int encoded = first | (reader.ReadByte() << 8);
        uint period = 2u << (encoded & ((1 << PeriodBits) - 1));
        uint phase = (uint)(encoded >> PeriodBits) * QuantumOf(period);
        return period >= MinimumPeriod && phase < period
            ? new Era(period, phase)
            : throw new ScaleException($"an era of period {period} and phase {phase} cannot be", offset);
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        if (IsImmortal)
        {
            writer.WriteByte(0);
            return;
        }

        writer.WriteUInt16((ushort)((uint)(BitOperations.Log2(Period) - 1) | (Phase / QuantumOf(Period) << PeriodBits)));
    }

    /// <inheritdoc/>
    public override string ToString() => IsImmortal ? "immortal" : $"{Period} blocks from phase {Phase}";

    private static uint QuantumOf(uint period) => Math.Max(period >> QuantumShift, 1);
}
