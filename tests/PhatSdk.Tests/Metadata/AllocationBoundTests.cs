using System.Text;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Metadata;

/// <summary>Inputs that claim much, or are of the smallest parts there are: what they make decoders allocate is bounded by their length.</summary>
public sealed class AllocationBoundTests
{
    private const int Factor = 16;
    private const int Constant = 256 * 1024; // exceptions, first buffers of the pool, vectors without content
    private const int Length = 200_000;

    private static readonly TypeField[] NoFields = [];

    private static IEnumerable<TestCaseData> Registries()
    {
        TypeRegistry types = new(
        [
            new PrimitiveType(PrimitiveKind.U16) { Id = 0 }, new SequenceType(0) { Id = 1 },
            new CompositeType([new TypeField("children", 3, null, [])]) { Id = 2, Path = ["Tree"] }, new SequenceType(2) { Id = 3 },
            new PrimitiveType(PrimitiveKind.Bool) { Id = 4 }, new SequenceType(4) { Id = 5 }, new SequenceType(6) { Id = 7 }, new TupleType([]) { Id = 6 },
            new SequenceType(9) { Id = 8 }, new CompactType(10) { Id = 9 }, new PrimitiveType(PrimitiveKind.U128) { Id = 10 }, new SequenceType(1) { Id = 11 },
            new VariantType([new TypeVariant("A", 0, NoFields, [])]) { Id = 12, Path = ["E"] }, new SequenceType(12) { Id = 13 },
            new PrimitiveType(PrimitiveKind.Str) { Id = 14 }, new SequenceType(14) { Id = 15 }, new PrimitiveType(PrimitiveKind.U8) { Id = 16 }, new SequenceType(16) { Id = 17 },
            new SequenceType(17) { Id = 18 },
        ]);
        foreach (int id in new[] { 1, 2, 3, 5, 7, 8, 11, 13, 15, 17, 18 })
        {
            yield return new TestCaseData(types, id).SetArgDisplayNames(types[id].ToString() is null ? "" : $"type {id}");
        }
    }

    [TestCaseSource(nameof(Registries))]
    public void ClaimsOfTheDynamicCodecCostNothing(TypeRegistry types, int id)
    {
        byte[] everyLevelClaimsTheRest = [.. Enumerable.Range(0, Length / 4).SelectMany(i => Length4((Length / 4) - i))];
        byte[] claimsOnce = [.. Length4(Length), .. new byte[Length - 4]];

        Assert.That(Measure(everyLevelClaimsTheRest, bytes => DynamicCodec.Decode(bytes, types, id)), Is.LessThan((Factor * Length) + Constant));
        Assert.That(Measure(claimsOnce, bytes => DynamicCodec.Decode(bytes, types, id)), Is.LessThan((Factor * Length) + Constant));
    }

    [Test]
    public void ClaimsOfStaticCodecsCostNothing()
    {
        byte[] everyLevelClaimsTheRest = [.. Enumerable.Range(0, Length / 4).SelectMany(i => Length4((Length / 4) - i))];

        Assert.That(Measure(everyLevelClaimsTheRest, static bytes => ScaleCodec.Decode<Tree>(bytes)), Is.LessThan(Constant));
        Assert.That(
            Measure(everyLevelClaimsTheRest, static bytes => ScaleCodec.Decode(bytes, static (ref reader) => reader.ReadVector(1, static (ref reader) => reader.ReadOptionTag() ? reader.ReadUInt256() : default))),
            Is.LessThan(Constant));
        Assert.That(
            Measure(everyLevelClaimsTheRest, static bytes => ScaleCodec.Decode(bytes, static (ref reader) =>
                reader.ReadMap(2, static (ref reader) => reader.ReadString(), static (ref reader) => reader.ReadBoolean()))),
            Is.LessThan(Constant));
    }

    [TestCase("[],")]
    [TestCase("{},")]
    [TestCase("9,")]
    [TestCase("\"a\",")]
    [TestCase("{\"\":0},")]
    [TestCase("{\"a\":[{}]},")]
    [TestCase("true,")]
    [TestCase("[[]],")]
    public void AbiJsonOfTheSmallestPartsIsBounded(string part)
    {
        string json = $"{{\"version\":5,\"types\":[{string.Concat(Enumerable.Repeat(part, Length / part.Length))[..^1]}]}}";
        string docs = $"{{\"version\":\"4\",\"contract\":{{}},\"types\":[],\"spec\":{{}},\"user\":[{string.Concat(Enumerable.Repeat(part, Length / part.Length))[..^1]}]}}";

        Assert.That(Measure(json, InkMetadata.Parse), Is.LessThan((Factor * sizeof(char) * json.Length) + Constant));
        Assert.That(Measure(docs, InkMetadata.Parse), Is.LessThan((Factor * sizeof(char) * docs.Length) + Constant));
    }

    [TestCase("1000,")]
    [TestCase("true,")]
    [TestCase("[],")]
    [TestCase("{},")]
    [TestCase("\"\",")]
    [TestCase("A,")]
    [TestCase("0x,")]
    [TestCase("0b0,")]
    [TestCase("[[1]],")]
    public void TextOfTheSmallestValuesIsBounded(string part)
    {
        string text = $"[{string.Concat(Enumerable.Repeat(part, Length / part.Length))[..^1]}]";

        Assert.That(Measure(text, static text => ScaleValue.Parse(text)), Is.LessThan((Factor * sizeof(char) * text.Length) + Constant));
    }

    [TestCase("1000,")]
    [TestCase("true,")]
    [TestCase("[],")]
    [TestCase("{},")]
    [TestCase("\"\",")]
    [TestCase("null,")]
    [TestCase("{\"A\":1},")]
    public void JsonOfTheSmallestValuesIsBounded(string part)
    {
        byte[] json = Encoding.UTF8.GetBytes($"[{string.Concat(Enumerable.Repeat(part, Length / part.Length))[..^1]}]");

        Assert.That(Measure(json, static json => ScaleValue.FromJson(json)), Is.LessThan((Factor * sizeof(char) * json.Length) + Constant));
    }

    // An entry of each kind that a pallet or a runtime has any number of, as short as it can be.
    [TestCase("constants", "04 41 00 00 00")]
    [TestCase("storage", "04 41 00 00 00 00 00")]
    [TestCase("storage", "04 41 00 01 04 00 00 00 00 00")]
    [TestCase("apis", "04 41 00 00")]
    [TestCase("apis", "04 41 04 04 41 00 00 00 00")]
    [TestCase("types", "00 00 04 00 00")]
    public void MetadataOfTheSmallestPartsIsBounded(string where, string part)
    {
        byte[] entry = Convert.FromHexString(part.Replace(" ", "", StringComparison.Ordinal));
        int count = Length / entry.Length;
        IEnumerable<byte> entries = [.. Length4(count), .. Enumerable.Range(0, count).SelectMany(i => where == "types" ? [.. Length4(i), .. entry] : entry)];
        byte[] oneType = [4, 0, 0, 0, 4, 0, 0];
        byte[] metadata = where switch
        {
            "types" => [.. entries],
            "constants" => [.. oneType, 4, 4, 0x41, 0, 0, 0, .. entries],
            "storage" => [.. oneType, 4, 4, 0x41, 1, 4, 0x41, .. entries],
            _ => [.. oneType, 0, 4, 0, 0, 0, 0, 0, 0, .. entries],
        };

        byte[] prefixed = [.. "meta"u8, 15, .. metadata];
        Assert.That(Measure(prefixed, static bytes => RuntimeMetadata.Decode(bytes)), Is.LessThan((Factor * Length) + Constant).And.GreaterThan(where == "types" ? 0 : Length));
    }

    // After a pass that warms up what is kept for all calls.
    private static long Measure<T>(T input, Func<T, object> decode)
    {
        Try(input, decode);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Try(input, decode);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"{allocated} bytes");
        return allocated;
    }

    private static void Try<T>(T input, Func<T, object> decode)
    {
        try
        {
            decode(input);
        }
        catch (Exception exception) when (exception is PhatSdkException or FormatException)
        {
        }
    }

    // The four-byte form of a length.
    private static byte[] Length4(int length) => BitConverter.GetBytes(((uint)length << 2) | 2);

    private sealed record Tree(Tree[] Children) : IScaleType<Tree>
    {
        public static Tree Decode(ref ScaleReader reader) => new(reader.ReadVector<Tree>(1));

        public void Encode(ref ScaleWriter writer) => writer.WriteVector<Tree>(Children);
    }
}
