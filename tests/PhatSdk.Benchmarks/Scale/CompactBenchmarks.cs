using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using PhatSdk.Scale;

namespace PhatSdk.Benchmarks.Scale;

/// <summary>1,000 compact numbers of one, two and four bytes, as lengths and balances mix them.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class CompactBenchmarks
{
    private const int Count = 1000;

    private readonly uint[] _numbers = [.. Enumerable.Range(0, Count).Select(i => (uint)(i % 3 == 0 ? i % 64 : i % 3 == 1 ? 64 + i : 20_000 + i))];
    private readonly byte[] _room = new byte[Count * 5];
    private readonly byte[] _encoded;

    public CompactBenchmarks()
    {
        int length = EncodeByHand();
        _encoded = _room[..length];
    }

    /// <summary>A loop over the three modes, without checks of what is canonical.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Decode")]
    public uint DecodeByHand()
    {
        ReadOnlySpan<byte> data = _encoded;
        uint sum = 0;
        int offset = 0;
        for (int i = 0; i < Count; i++)
        {
            uint first = data[offset];
            switch (first & 3)
            {
                case 0:
                    sum += first >> 2;
                    offset++;
                    break;
                case 1:
                    sum += (first | ((uint)data[offset + 1] << 8)) >> 2;
                    offset += 2;
                    break;
                default:
                    sum += (first | ((uint)data[offset + 1] << 8) | ((uint)data[offset + 2] << 16) | ((uint)data[offset + 3] << 24)) >> 2;
                    offset += 4;
                    break;
            }
        }

        return sum;
    }

    [Benchmark]
    [BenchmarkCategory("Decode")]
    public uint Decode()
    {
        ScaleReader reader = new(_encoded);
        uint sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += reader.ReadCompactUInt32();
        }

        return sum;
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Encode")]
    public int EncodeByHand()
    {
        Span<byte> room = _room;
        int offset = 0;
        foreach (uint number in _numbers)
        {
            uint shifted = number << 2;
            if (number < 1 << 6)
            {
                room[offset++] = (byte)shifted;
            }
            else if (number < 1 << 14)
            {
                room[offset++] = (byte)(shifted | 1);
                room[offset++] = (byte)(shifted >> 8);
            }
            else
            {
                room[offset++] = (byte)(shifted | 2);
                room[offset++] = (byte)(shifted >> 8);
                room[offset++] = (byte)(shifted >> 16);
                room[offset++] = (byte)(shifted >> 24);
            }
        }

        return offset;
    }

    [Benchmark]
    [BenchmarkCategory("Encode")]
    public int Encode()
    {
        using ScaleWriter writer = new(_room);
        foreach (uint number in _numbers)
        {
            writer.WriteCompact(number);
        }

        return writer.Length;
    }
}
