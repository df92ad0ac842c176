using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using PhatSdk.Contracts;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Benchmarks.Contracts;

/// <summary>Decodes the event <c>Transfer(from, to, value)</c> of ink! 5: 82 bytes of fields.</summary>
public class Psp22EventBenchmarks
{
    private readonly ContractEmitted _emitted = Emitted();

    /// <summary>Written out by hand, for an event that has both accounts.</summary>
    [Benchmark(Baseline = true)]
    public Psp22.Events.Transfer? ByHand()
    {
        ReadOnlySpan<byte> data = _emitted.Data.Span;
        return _emitted.Topics[0] == Psp22.Events.Transfer.SignatureTopic && data.Length == 82 && data[0] == 1 && data[33] == 1
            ? new Psp22.Events.Transfer(new AccountId(data.Slice(1, 32)), new AccountId(data.Slice(34, 32)), BinaryPrimitives.ReadUInt128LittleEndian(data[66..]))
            : null;
    }

    [Benchmark]
    public Psp22.Events.Transfer? Typed() => Psp22.Events.Transfer.TryDecode(_emitted, out Psp22.Events.Transfer? transfer) ? transfer : null;

    private static ContractEmitted Emitted()
    {
        AccountId from = new([.. Enumerable.Repeat((byte)1, 32)]);
        AccountId to = new([.. Enumerable.Repeat((byte)2, 32)]);
        using ScaleWriter writer = new([]);
        writer.WriteOptionTag(true);
        writer.Write(from);
        writer.WriteOptionTag(true);
        writer.Write(to);
        writer.WriteUInt128(1_000_000_000_000);
        Hash256[] topics = [Psp22.Events.Transfer.SignatureTopic, new([.. Enumerable.Repeat((byte)1, 32)]), new([.. Enumerable.Repeat((byte)2, 32)])];
        return new ContractEmitted(from, topics, writer.ToArray());
    }
}
