using CsCheck;
using PhatSdk.Devnet.Chain;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class HeaderTests
{
    private static readonly Gen<ReadOnlyMemory<byte>> Logs = Gen.OneOf(
        Gen.Byte.Array[0, 9].Select(data => Log(0, [], data)),
        Gen.Select(Gen.Byte[4, 6], Gen.Byte.Array[4], Gen.Byte.Array[0, 70]).Select((kind, engine, data) => Log(kind, engine, data)),
        Gen.Const<ReadOnlyMemory<byte>>(new byte[] { 8 }));

    private static readonly Gen<Header> Headers =
        Gen.Select(Gen.Byte.Array[32], Gen.UInt, Gen.Byte.Array[32], Gen.Byte.Array[32], Logs.List[0, 4]).Select((parent, number, state, extrinsics, logs) => new Header
        {
            ParentHash = new Hash256(parent),
            Number = number,
            StateRoot = new Hash256(state),
            ExtrinsicsRoot = new Hash256(extrinsics),
            Logs = logs,
        });

    [Test]
    public void DecodesWhatItEncodes() => Headers.Sample(header =>
    {
        Header decoded = Header.Decode(header.Encode());
        return decoded.ParentHash == header.ParentHash && decoded.Number == header.Number && decoded.StateRoot == header.StateRoot
            && decoded.ExtrinsicsRoot == header.ExtrinsicsRoot
            && decoded.Logs.Select(log => Hex.Format(log.Span)).SequenceEqual(header.Logs.Select(log => Hex.Format(log.Span)));
    });

    [Test]
    public void EveryTruncationIsRefused() => Headers.Sample(header =>
    {
        byte[] encoded = header.Encode();
        for (int length = 0; length < encoded.Length; length++)
        {
            Assert.That(() => Header.Decode(encoded.AsSpan(0, length)), Throws.InstanceOf<ScaleException>());
        }
    }, iter: 20);

    [Test]
    public void AnUnknownLogIsRefused()
    {
        byte[] encoded = new Header { ParentHash = default, Number = 1, Logs = [new byte[] { 7 }] }.Encode();
        Assert.That(() => Header.Decode(encoded), Throws.InstanceOf<ScaleException>().With.Message.Contains("0x07 is no DigestItem"));
    }

    /// <summary>Polkadot's genesis: its header's hash is the one that everybody knows.</summary>
    [Test]
    public void TheHashIsTheOneOfPolkadotsGenesis()
    {
        Header genesis = new()
        {
            ParentHash = default,
            Number = 0,
            StateRoot = Hash256.Parse("0x29d0d972cd27cbc511e9589fcb7a4506d5eb6a9e8df205f00472e5ab354a4e17"),
            ExtrinsicsRoot = Hash256.Parse("0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314"),
        };
        Assert.That(Header.HashOf(genesis.Encode()), Is.EqualTo(Hash256.Parse("0x91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3")));
    }

    private static ReadOnlyMemory<byte> Log(byte kind, byte[] engine, byte[] data)
    {
        ScaleWriter writer = new(stackalloc byte[128]);
        writer.WriteByte(kind);
        writer.WriteRaw(engine);
        writer.WriteBytes(data);
        return writer.ToArray();
    }
}
