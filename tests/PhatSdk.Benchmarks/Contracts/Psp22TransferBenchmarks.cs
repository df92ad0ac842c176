using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Benchmarks.Contracts;

/// <summary>Encodes the call <c>PSP22::transfer(to, value, data)</c>: 60 bytes.</summary>
public class Psp22TransferBenchmarks
{
    private static readonly byte[] Data = [1, 2, 3];

    private readonly AccountId _to = new([.. Enumerable.Range(0, AccountId.Size).Select(i => (byte)i)]);
    private readonly UInt128 _value = 1_000_000_000_000;
    private readonly InkMetadata _metadata = InkMetadata.Parse(File.ReadAllText(Fixtures.Contract("psp22/ink5/psp22.json")));
    private readonly InkMessage _message;
    private readonly ScaleValue[] _arguments;

    public Psp22TransferBenchmarks()
    {
        _message = _metadata.Messages.Single(message => message.Label == "PSP22::transfer");
        _arguments = [_to, _value, Data];
    }

    /// <summary>Written out by hand: the least that it takes.</summary>
    [Benchmark(Baseline = true)]
    public byte[] ByHand()
    {
        byte[] call = new byte[4 + AccountId.Size + 16 + 1 + Data.Length];
        BinaryPrimitives.WriteUInt32BigEndian(call, 0xdb20f9f5);
        _to.Span.CopyTo(call.AsSpan(4));
        BinaryPrimitives.WriteUInt128LittleEndian(call.AsSpan(36), _value);
        call[52] = (byte)(Data.Length << 2);
        Data.CopyTo(call.AsSpan(53));
        return call;
    }

    [Benchmark]
    public byte[] Typed() => ScaleCodec.Encode(new Psp22.Messages.Transfer(_to, _value, Data), static (ref writer, message) =>
    {
        writer.Write(Psp22.Messages.Transfer.Selector);
        message.EncodeArguments(ref writer);
    });

    [Benchmark]
    public byte[] Dynamic()
    {
        ScaleWriter writer = new(stackalloc byte[256]);
        writer.Write(Psp22.Messages.Transfer.Selector);
        for (int i = 0; i < _arguments.Length; i++)
        {
            DynamicCodec.Encode(ref writer, _metadata.Types, _message.Parameters[i].TypeId, _arguments[i]);
        }

        byte[] call = writer.ToArray();
        writer.Dispose();
        return call;
    }
}
