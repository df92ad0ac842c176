using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Scale;

/// <summary>A PSP-22 <c>transfer(to, value, data)</c>, as generated code encodes and decodes it.</summary>
public sealed class ScaleAllocationTests
{
    private const uint TransferSelector = 0xdb20f9f5;

    private static readonly AccountId To = new([.. Enumerable.Range(0, AccountId.Size).Select(i => (byte)i)]);
    private static readonly byte[] Data = [1, 2, 3];

    [Test]
    public void WritingAllocatesTheResultAlone()
    {
        byte[] encoded = Encode();
        long before = GC.GetAllocatedBytesForCurrentThread();
        encoded = Encode();
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(encoded, Has.Length.EqualTo(4 + 32 + 16 + 4));
        Assert.That(after - before, Is.EqualTo(ArraySize(encoded.Length)));
    }

    [Test]
    public void ReadingAllocatesNothing()
    {
        byte[] encoded = Encode();
        bool matches = Decode(encoded);
        long before = GC.GetAllocatedBytesForCurrentThread();
        matches &= Decode(encoded);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(matches, Is.True);
        Assert.That(after - before, Is.Zero);
    }

    [Test]
    public void GrowingUsesPooledBuffers()
    {
        byte[] large = new byte[5000];
        Write(large);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(large);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(after - before, Is.Zero);

        static void Write(byte[] bytes)
        {
            using ScaleWriter writer = new(stackalloc byte[16]);
            for (int i = 0; i < 3; i++)
            {
                writer.WriteBytes(bytes);
            }
        }
    }

    [Test]
    public void HostileLengthsAllocateNextToNothing()
    {
        byte[] hostile = [3, 255, 255, 255, 255, 0, 0, 0, 0];
        Assert.That(() => ScaleCodec.Decode(hostile, static (ref reader) => reader.ReadVector(1, static (ref reader) => reader.ReadByte())), Throws.TypeOf<ScaleException>());
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _ = ScaleCodec.Decode(hostile, static (ref reader) => reader.ReadVector(1, static (ref reader) => reader.ReadByte()));
        }
        catch (ScaleException)
        {
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(20_000));
    }

    private static byte[] Encode()
    {
        using ScaleWriter writer = new(stackalloc byte[64]);
        writer.WriteUInt32(TransferSelector);
        writer.Write(To);
        writer.WriteUInt128(1_000_000_000_000);
        writer.WriteBytes(Data);
        return writer.ToArray();
    }

    private static bool Decode(byte[] encoded)
    {
        ScaleReader reader = new(encoded);
        bool matches = reader.ReadUInt32() == TransferSelector;
        matches &= reader.Read<AccountId>() == To;
        matches &= reader.ReadUInt128() == 1_000_000_000_000;
        matches &= reader.ReadBytes().SequenceEqual(Data);
        reader.ThrowIfNotAtEnd();
        return matches;
    }

    // An object header, a type, a length; then the bytes, up to a multiple of eight.
    private static long ArraySize(int length) => (24 + length + 7L) / 8 * 8;
}
