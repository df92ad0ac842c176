using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata;

/// <summary>The dynamic codec against <c>parity-scale-codec</c>.</summary>
public sealed class DynamicCodecVectorTests
{
    private static readonly string[] Accepted = ["integers", "compacts", "chosen", "random"];

    // OptionBool is a type of the codec's own, which registries do not know.
    public static IEnumerable<string> AcceptedTypes => ScaleVectors.Types(Accepted).Where(type => !type.StartsWith("OptionBool", StringComparison.Ordinal));

    public static IEnumerable<string> RefusedTypes => ScaleVectors.Types("refused");

    [TestCaseSource(nameof(AcceptedTypes))]
    public void EveryValueGoesBothWays(string typeName)
    {
        TypeSyntax syntax = TypeSyntaxParser.Parse(typeName);
        (TypeRegistry types, int id) = SyntaxRegistry.Create(syntax);
        foreach (JsonElement row in ScaleVectors.Rows(typeName, Accepted))
        {
            byte[] encoded = ScaleVectors.Bytes(row, "encoded");
            ScaleValue value = SyntaxRegistry.Value(syntax, JsonNode.Parse(row.GetProperty("value").GetRawText()));
            Assert.That(DynamicCodec.Encode(types, id, value), Is.EqualTo(encoded), row.GetRawText());
            Assert.That(DynamicCodec.Decode(encoded, types, id), Is.EqualTo(value), row.GetRawText());

            ScaleReader reader = new(encoded);
            DynamicCodec.Skip(ref reader, types, id);
            Assert.That(reader.Remaining, Is.Zero);
        }
    }

    [TestCaseSource(nameof(RefusedTypes))]
    public void EveryRefusalHasItsReason(string typeName)
    {
        (TypeRegistry types, int id) = SyntaxRegistry.Create(TypeSyntaxParser.Parse(typeName));
        foreach (JsonElement row in ScaleVectors.Rows(typeName, "refused"))
        {
            byte[] input = ScaleVectors.Bytes(row, "input");
            string reason = row.GetProperty("reason").GetString()!;
            string expected = reason.Contains(" tag ", StringComparison.Ordinal) ? "has no variant" : ScaleVectors.Refusal(reason);
            Assert.That(() => DynamicCodec.Decode(input, types, id), Throws.TypeOf<ScaleException>().With.Message.Contains(expected), row.GetRawText());
            Assert.That(() => Skip(input, types, id), Throws.TypeOf<ScaleException>().With.Message.Contains(expected), row.GetRawText());
        }
    }

    [Test]
    public void LongValuesGoBothWays()
    {
        foreach (JsonElement row in ScaleVectors.Table("long"))
        {
            TypeSyntax syntax = TypeSyntaxParser.Parse(ScaleVectors.Type(row));
            (TypeRegistry types, int id) = SyntaxRegistry.Create(syntax);
            ScaleValue value = SyntaxRegistry.Value(syntax, ScaleVectors.LongValue(row));
            byte[] encoded = DynamicCodec.Encode(types, id, value);

            Assert.That(Blake2b.Hash256(encoded).ToArray(), Is.EqualTo(ScaleVectors.Bytes(row, "encodedBlake2_256")), row.GetRawText());
            Assert.That(DynamicCodec.Decode(encoded, types, id), Is.EqualTo(value), row.GetRawText());
        }
    }

    [TestCase("recursive Tree = enum{Leaf,Node(Tree)}", 1)]
    [TestCase("recursive Nested = Vec<Nested>", 4)]
    public void DepthIsLimited(string typeName, byte level)
    {
        (TypeRegistry types, int id) = SyntaxRegistry.Create(TypeSyntaxParser.Parse(typeName));
        foreach (JsonElement row in ScaleVectors.Rows(typeName, "depth"))
        {
            int depth = row.GetProperty("depth").GetInt32();
            byte[] input = [.. Enumerable.Repeat(level, depth), 0];
            if (depth < ScaleReader.MaxDepth)
            {
                Assert.That(DynamicCodec.Encode(types, id, DynamicCodec.Decode(input, types, id)), Is.EqualTo(input), row.GetRawText());
            }
            else
            {
                Assert.That(() => DynamicCodec.Decode(input, types, id), Throws.TypeOf<ScaleException>().With.Message.Contains("deeper than 128"), row.GetRawText());
                Assert.That(() => Skip(input, types, id), Throws.TypeOf<ScaleException>().With.Message.Contains("deeper than 128"), row.GetRawText());
            }
        }
    }

    [Test]
    public void ElementsWithoutContentAreBounded()
    {
        (TypeRegistry types, int id) = SyntaxRegistry.Create(TypeSyntaxParser.Parse("Vec<()>"));
        foreach (JsonElement row in ScaleVectors.Table("zeroSized"))
        {
            byte[] input = ScaleVectors.Bytes(row, "input");
            if (ulong.Parse(row.GetProperty("length").GetString()!, CultureInfo.InvariantCulture) <= ScaleReader.MaxEmptyElements)
            {
                Assert.That(DynamicCodec.Encode(types, id, DynamicCodec.Decode(input, types, id)), Is.EqualTo(input), row.GetRawText());
            }
            else
            {
                Assert.That(() => DynamicCodec.Decode(input, types, id), Throws.TypeOf<ScaleException>().With.Message.Contains("without content"), row.GetRawText());
            }
        }
    }

    private static void Skip(byte[] input, TypeRegistry types, int id)
    {
        ScaleReader reader = new(input);
        DynamicCodec.Skip(ref reader, types, id);
        reader.ThrowIfNotAtEnd();
    }
}
