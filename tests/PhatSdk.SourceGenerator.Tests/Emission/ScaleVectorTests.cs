using System.Reflection;
using Newtonsoft.Json.Linq;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.SourceGenerator.Tests.Emission;

/// <summary>Holds generated codecs against what <c>parity-scale-codec</c> encodes and refuses.</summary>
public sealed class ScaleVectorTests
{
    private static readonly JObject Vectors = JObject.Parse(File.ReadAllText(Fixtures.Path("rust/scale.json")));

    private Dictionary<string, Func<byte[], byte[]>> _codecs = null!;

    /// <summary>Compiles a contract that has a message for each type, and a method that decodes its return value and encodes that as its argument.</summary>
    [OneTimeSetUp]
    public void GenerateCodecs()
    {
        VectorTypes abi = new();
        List<string> types = [.. Rows("integers", "compacts", "chosen", "random", "refused", "lenient").Select(row => (string)row["type"]!).Distinct().Where(IsCovered)];
        types.ForEach(abi.Add);
        string source = $$"""
            namespace Consumer;

            [PhatSdk.Contracts.InkContract("vectors.json")]
            internal partial class Vectors;

            public static class Codecs
            {
            {{string.Join('\n', types.Select((_, i) => $$"""
                public static byte[] M{{i}}(byte[] input)
                {
                    PhatSdk.Scale.ScaleReader reader = new(input);
                    Vectors.Messages.M{{i}} message = new(Vectors.Messages.M{{i}}.DecodeReturn(ref reader));
                    reader.ThrowIfNotAtEnd();
                    PhatSdk.Scale.ScaleWriter writer = new(default);
                    message.EncodeArguments(ref writer);
                    return writer.ToArray();
                }
            """))}}
            }
            """;
        GeneratorRun run = GeneratorRun.Create(source, new MemoryText("/project/vectors.json", abi.ToAbi()));
        Type codecs = run.Load().GetType("Consumer.Codecs", throwOnError: true)!;
        _codecs = types.Select((type, i) => (type, codecs.GetMethod($"M{i}", BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Func<byte[], byte[]>>()))
            .ToDictionary(pair => pair.type, pair => pair.Item2);
    }

    [TestCase("integers")]
    [TestCase("compacts")]
    [TestCase("chosen")]
    [TestCase("random")]
    public void DecodesAndEncodesAsRustDoes(string group)
    {
        int checkedRows = 0;
        foreach (JObject row in Rows(group).Where(row => IsCovered((string)row["type"]!)))
        {
            string encoded = (string)row["encoded"]!;
            Assert.That(Hex.Format(_codecs[(string)row["type"]!](Hex.Parse(encoded))), Is.EqualTo(encoded), row.ToString());
            checkedRows++;
        }

        Assert.That(checkedRows, Is.GreaterThanOrEqualTo(Vectors[group]!.Count() - 4));
    }

    [Test]
    public void RefusesWhatRustRefuses()
    {
        foreach (JObject row in Rows("refused").Where(row => IsCovered((string)row["type"]!)))
        {
            Assert.That(() => _codecs[(string)row["type"]!](Hex.Parse((string)row["input"]!)), Throws.TypeOf<ScaleException>(), row.ToString());
        }
    }

    [Test]
    public void TakesWhatRustTakesThoughItWritesOtherwise()
    {
        foreach (JObject row in Rows("lenient").Where(row => !((string)row["type"]!).StartsWith("BTreeSet", StringComparison.Ordinal)))
        {
            Assert.That(Hex.Format(_codecs[(string)row["type"]!](Hex.Parse((string)row["input"]!))), Is.EqualTo((string)row["encodedAgain"]!), row.ToString());
        }
    }

    [Test]
    public void EveryTruncationIsRefused()
    {
        foreach (JObject row in Rows("chosen", "random").Where(row => IsCovered((string)row["type"]!)))
        {
            byte[] encoded = Hex.Parse((string)row["encoded"]!);
            for (int length = 0; length < encoded.Length; length++)
            {
                Assert.That(() => _codecs[(string)row["type"]!](encoded[..length]), Throws.TypeOf<ScaleException>(), $"{length} bytes of {row}");
            }
        }
    }

    // A vector of itself has no name in C#, and Rust's OptionBool is no type of an ABI.
    private static bool IsCovered(string type) => !type.StartsWith("OptionBool", StringComparison.Ordinal) && !type.StartsWith("recursive Nested", StringComparison.Ordinal);

    private static IEnumerable<JObject> Rows(params string[] groups) => groups.SelectMany(group => Vectors[group]!.Cast<JObject>());
}
