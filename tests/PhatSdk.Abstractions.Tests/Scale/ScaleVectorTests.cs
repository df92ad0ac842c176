using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Abstractions.Tests.Scale;

/// <summary>The typed reader and writer against <c>parity-scale-codec</c>.</summary>
public sealed class ScaleVectorTests
{
    private static readonly string[] Accepted = ["integers", "compacts", "chosen", "random"];

    public static IEnumerable<string> AcceptedTypes => ScaleVectors.Types(Accepted);

    public static IEnumerable<string> RefusedTypes => ScaleVectors.Types("refused");

    [TestCaseSource(nameof(AcceptedTypes))]
    public void EveryValueGoesBothWays(string typeName)
    {
        TypeSyntax type = TypeSyntaxParser.Parse(typeName);
        foreach (JsonElement row in ScaleVectors.Rows(typeName, Accepted))
        {
            byte[] encoded = ScaleVectors.Bytes(row, "encoded");
            JsonNode? value = Node(row.GetProperty("value"));
            Assert.That(VectorCodec.Encode(type, value), Is.EqualTo(encoded), row.GetRawText());
            Assert.That(JsonNode.DeepEquals(VectorCodec.Decode(type, encoded), value), Is.True, row.GetRawText());
        }
    }

    [TestCaseSource(nameof(AcceptedTypes))]
    public void DamageThrowsOnlyScaleException(string typeName)
    {
        TypeSyntax type = TypeSyntaxParser.Parse(typeName);
        foreach (JsonElement row in ScaleVectors.Rows(typeName, Accepted))
        {
            byte[] encoded = ScaleVectors.Bytes(row, "encoded");
            for (int i = 0; i < encoded.Length; i++)
            {
                Assert.That(() => VectorCodec.Decode(type, encoded.AsSpan(0, i)), Throws.TypeOf<ScaleException>());
                encoded[i] ^= (byte)(1 << (i % 8));
                try
                {
                    _ = VectorCodec.Decode(type, encoded);
                }
                catch (ScaleException exception)
                {
                    Assert.That(exception.Offset, Is.InRange(0, encoded.Length));
                }

                encoded[i] ^= (byte)(1 << (i % 8));
            }
        }
    }

    [TestCaseSource(nameof(RefusedTypes))]
    public void EveryRefusalHasItsReason(string typeName)
    {
        TypeSyntax type = TypeSyntaxParser.Parse(typeName);
        foreach (JsonElement row in ScaleVectors.Rows(typeName, "refused"))
        {
            byte[] input = ScaleVectors.Bytes(row, "input");
            string reason = row.GetProperty("reason").GetString()!;
            Assert.That(
                () => VectorCodec.Decode(type, input),
                Throws.TypeOf<ScaleException>().With.Message.Contains(ScaleVectors.Refusal(reason)),
                row.GetRawText());
        }
    }

    [Test]
    public void LongValuesGoBothWays()
    {
        foreach (JsonElement row in ScaleVectors.Table("long"))
        {
            TypeSyntax type = TypeSyntaxParser.Parse(ScaleVectors.Type(row));
            JsonNode value = ScaleVectors.LongValue(row);
            byte[] encoded = VectorCodec.Encode(type, value);

            Assert.That(encoded, Has.Length.EqualTo(row.GetProperty("encodedLength").GetInt32()), row.GetRawText());
            Assert.That(encoded.AsSpan().StartsWith(ScaleVectors.Bytes(row, "encodedStart")), Is.True, row.GetRawText());
            Assert.That(Crypto.Blake2b.Hash256(encoded).ToArray(), Is.EqualTo(ScaleVectors.Bytes(row, "encodedBlake2_256")), row.GetRawText());
            Assert.That(JsonNode.DeepEquals(VectorCodec.Decode(type, encoded), value), Is.True, row.GetRawText());
        }
    }

    [Test]
    public void PaddingOfBitsIsDroppedAndOrderIsKept()
    {
        foreach (JsonElement row in ScaleVectors.Table("lenient"))
        {
            TypeSyntax type = TypeSyntaxParser.Parse(ScaleVectors.Type(row));
            byte[] input = ScaleVectors.Bytes(row, "input");
            JsonNode? value = VectorCodec.Decode(type, input);
            bool isBits = type.Name == "BitVec";

            // A map is a vector of pairs to us: pairs stay as they came, so the same bytes come back.
            Assert.That(JsonNode.DeepEquals(value, Node(row.GetProperty("value"))), Is.EqualTo(isBits), row.GetRawText());
            Assert.That(VectorCodec.Encode(type, value), Is.EqualTo(isBits ? ScaleVectors.Bytes(row, "encodedAgain") : input), row.GetRawText());
        }
    }

    [TestCase("recursive Tree = enum{Leaf,Node(Tree)}", 1)]
    [TestCase("recursive Nested = Vec<Nested>", 4)]
    public void DepthIsLimited(string typeName, byte level)
    {
        TypeSyntax type = TypeSyntaxParser.Parse(typeName);
        foreach (JsonElement row in ScaleVectors.Rows(typeName, "depth"))
        {
            int depth = row.GetProperty("depth").GetInt32();
            byte[] input = [.. Enumerable.Repeat(level, depth), 0];
            if (depth < ScaleReader.MaxDepth / 2)
            {
                Assert.That(VectorCodec.Encode(type, VectorCodec.Decode(type, input)), Is.EqualTo(input), row.GetRawText());
            }
            else
            {
                Assert.That(() => VectorCodec.Decode(type, input), Throws.TypeOf<ScaleException>().With.Message.Contains("deeper than 128"), row.GetRawText());
            }
        }
    }

    [Test]
    public void ElementsWithoutContentAreBounded()
    {
        TypeSyntax type = TypeSyntaxParser.Parse("Vec<()>");
        foreach (JsonElement row in ScaleVectors.Table("zeroSized"))
        {
            byte[] input = ScaleVectors.Bytes(row, "input");
            if (ulong.Parse(row.GetProperty("length").GetString()!, CultureInfo.InvariantCulture) <= ScaleReader.MaxEmptyElements)
            {
                Assert.That(VectorCodec.Encode(type, VectorCodec.Decode(type, input)), Is.EqualTo(input), row.GetRawText());
            }
            else
            {
                Assert.That(() => VectorCodec.Decode(type, input), Throws.TypeOf<ScaleException>().With.Message.Contains("without content"), row.GetRawText());
            }
        }
    }

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
