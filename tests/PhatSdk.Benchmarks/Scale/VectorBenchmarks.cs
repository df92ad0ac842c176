using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using PhatSdk.Scale;

namespace PhatSdk.Benchmarks.Scale;

/// <summary>A <c>Vec&lt;u128&gt;</c> of 1,000.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class VectorBenchmarks
{
    private const int Count = 1000;

    private readonly UInt128[] _numbers = [.. Enumerable.Range(0, Count).Select(i => (UInt128)i << (i % 100))];
    private readonly byte[] _room = new byte[2 + (Count * 16)];
    private readonly byte[] _encoded;

    public VectorBenchmarks()
    {
        EncodeByHand();
        _encoded = [.. _room];
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Decode")]
    public UInt128[] DecodeByHand()
    {
        ReadOnlySpan<byte> data = _encoded;
        UInt128[] numbers = new UInt128[BinaryPrimitives.ReadUInt16LittleEndian(data) >> 2];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt128LittleEndian(data.Slice(2 + (i * 16), 16));
        }

        return numbers;
    }

    [Benchmark]
    [BenchmarkCategory("Decode")]
    public UInt128[] Decode()
    {
        ScaleReader reader = new(_encoded);
        return reader.ReadVector(16, static (ref reader) => reader.ReadUInt128());
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Encode")]
    public void EncodeByHand()
    {
        Span<byte> room = _room;
        BinaryPrimitives.WriteUInt16LittleEndian(room, (Count << 2) | 1);
        for (int i = 0; i < _numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(room.Slice(2 + (i * 16), 16), _numbers[i]);
        }
    }

    [Benchmark]
    [BenchmarkCategory("Encode")]
    public int Encode()
    {
        using ScaleWriter writer = new(_room);
        writer.WriteVector<UInt128>(_numbers, static (ref writer, number) => writer.WriteUInt128(number));
        return writer.Length;
    }
}
