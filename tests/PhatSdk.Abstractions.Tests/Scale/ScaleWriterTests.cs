using PhatSdk.Scale;

namespace PhatSdk.Abstractions.Tests.Scale;

public sealed class ScaleWriterTests
{
    [Test]
    public void GrowsBeyondTheFirstBuffer()
    {
        ScaleWriter writer = new(stackalloc byte[3]);
        for (int i = 0; i < 1000; i++)
        {
            writer.WriteUInt16((ushort)i);
        }

        byte[] written = writer.ToArray();
        writer.Dispose();

        Assert.That(written, Has.Length.EqualTo(2000));
        Assert.That(written.Chunk(2).Select(pair => pair[0] + (256 * pair[1])), Is.EqualTo(Enumerable.Range(0, 1000)));
    }

    [Test]
    public void StartsWithoutABuffer()
    {
        ScaleWriter writer = new([]);
        writer.WriteByte(7);

        Assert.That(writer.WrittenSpan.ToArray(), Is.EqualTo("\u0007"u8.ToArray()));
        Assert.That(writer.Length, Is.EqualTo(1));
        writer.Dispose();
        Assert.That(writer.Length, Is.Zero);
    }

    [Test]
    public void HalfOfASurrogatePairIsRefusedAndNothingIsWritten()
    {
        ScaleWriter writer = new(stackalloc byte[16]);
        string? refused = null;
        try
        {
            writer.WriteString("x\ud800");
        }
        catch (ArgumentException exception)
        {
            refused = exception.Message;
        }

        Assert.That(refused, Is.Not.Null);
        Assert.That(writer.Length, Is.Zero);
    }

    [Test]
    public void AListIsWrittenAsAnArrayIs()
    {
        IReadOnlyList<uint> list = [1, 2, 3];
        byte[] fromList = ScaleCodec.Encode(list, static (ref writer, items) => writer.WriteVector(items.ToList(), static (ref writer, item) => writer.WriteUInt32(item)));
        byte[] fromArray = ScaleCodec.Encode(list, static (ref writer, items) => writer.WriteVector<uint>(items.ToArray(), static (ref writer, item) => writer.WriteUInt32(item)));

        Assert.That(fromList, Is.EqualTo(fromArray));
    }
}
