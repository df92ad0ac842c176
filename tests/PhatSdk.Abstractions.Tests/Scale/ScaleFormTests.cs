using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Scale;

/// <summary>Forms that the vectors of <c>parity-scale-codec</c> leave out, by bytes that follow from its documentation.</summary>
public sealed class ScaleFormTests
{
    [Test]
    public void ATupleOfTwelveIsItsItemsBehindEachOther()
    {
        (byte, sbyte, ushort, short, uint, int, ulong, long, UInt128, bool, string, byte) tuple = (1, -1, 2, -2, 3, -3, 4, -4, 5, true, "x", 6);
        byte[] encoded = ScaleCodec.Encode(tuple, static (ref writer, tuple) =>
        {
            writer.WriteByte(tuple.Item1);
            writer.WriteSByte(tuple.Item2);
            writer.WriteUInt16(tuple.Item3);
            writer.WriteInt16(tuple.Item4);
            writer.WriteUInt32(tuple.Item5);
            writer.WriteInt32(tuple.Item6);
            writer.WriteUInt64(tuple.Item7);
            writer.WriteInt64(tuple.Item8);
            writer.WriteUInt128(tuple.Item9);
            writer.WriteBoolean(tuple.Item10);
            writer.WriteString(tuple.Item11);
            writer.WriteByte(tuple.Item12);
        });

        Assert.That(
            Convert.ToHexStringLower(encoded),
            Is.EqualTo("01" + "ff" + "0200" + "feff" + "03000000" + "fdffffff" + "0400000000000000" + "fcffffffffffffff" + "05000000000000000000000000000000" + "01" + "0478" + "06"));
        Assert.That(
            ScaleCodec.Decode(encoded, static (ref reader) => (
                reader.ReadByte(), reader.ReadSByte(), reader.ReadUInt16(), reader.ReadInt16(), reader.ReadUInt32(), reader.ReadInt32(),
                reader.ReadUInt64(), reader.ReadInt64(), reader.ReadUInt128(), reader.ReadBoolean(), reader.ReadString(), reader.ReadByte())),
            Is.EqualTo(tuple));
    }

    [TestCase(1, BitOrder.Lsb0, "2401" + "01")]
    [TestCase(1, BitOrder.Msb0, "2480" + "80")]
    [TestCase(2, BitOrder.Lsb0, "240101")]
    [TestCase(2, BitOrder.Msb0, "248080")]
    [TestCase(4, BitOrder.Lsb0, "2401010000")]
    [TestCase(4, BitOrder.Msb0, "2400008080")]
    [TestCase(8, BitOrder.Lsb0, "240101000000000000")]
    [TestCase(8, BitOrder.Msb0, "240000000000008080")]
    public void BitsLieInEachStoreInItsOrder(int wordSize, BitOrder order, string hex)
    {
        BitSequence bits = new([true, false, false, false, false, false, false, false, true]);

        Assert.That(Convert.ToHexStringLower(ScaleCodec.Encode(bits, (ref writer, value) => value.Encode(ref writer, wordSize, order))), Is.EqualTo(hex));
        Assert.That(ScaleCodec.Decode(Convert.FromHexString(hex), (ref reader) => BitSequence.Decode(ref reader, wordSize, order)), Is.EqualTo(bits));
    }

    [Test]
    public void MapsAreWrittenInTheOrderOfTheirKeys()
    {
        Dictionary<ushort, bool> map = new() { [256] = true, [1] = false };
        byte[] encoded = ScaleCodec.Encode(map, static (ref writer, map) =>
            writer.WriteMap(map, static (ref writer, key) => writer.WriteUInt16(key), static (ref writer, value) => writer.WriteBoolean(value)));

        Assert.That(Convert.ToHexStringLower(encoded), Is.EqualTo("08" + "010000" + "000101"));
        Assert.That(ScaleCodec.Decode(encoded, static (ref reader) => reader.ReadMap(3, static (ref reader) => reader.ReadUInt16(), static (ref reader) => reader.ReadBoolean())), Is.EquivalentTo(map));
    }
}
