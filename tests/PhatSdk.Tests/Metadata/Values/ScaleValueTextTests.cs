using System.Numerics;
using CsCheck;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata.Values;

/// <summary>The text and the JSON of values, and reading them back.</summary>
public sealed class ScaleValueTextTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Const("Ok"), Gen.Const("transfer"), Gen.Const("true"), Gen.Const("$text"), Gen.Const(""), Gen.Const("a b"), Gen.Const("1"), Gen.String[Gen.Char['A', 'z'], 1, 5]);

    private static readonly Gen<ScaleValue> Leaves = Gen.OneOf(
        Gen.Bool.Select(value => (ScaleValue)value),
        Gen.String[Gen.OneOf(Gen.Char['\0', '\x7f'], Gen.Const('é'), Gen.Const('中')), 0, 12].Select(value => (ScaleValue)value),
        Names.Select(value => (ScaleValue)value),
        Gen.OneOf(Gen.Const("0x"), Gen.Const("0b1"), Gen.Const("-1"), Gen.Const("7up"), Gen.Const("None")).Select(value => (ScaleValue)value),
        Gen.Long.Select(value => (ScaleValue)value),
        Gen.Byte.Array[0, 67].Select(bytes => (ScaleValue)new BigInteger(bytes)),
        Gen.Byte.Array[0, 40].Select(bytes => (ScaleValue)bytes),
        Gen.Bool.Array[0, 20].Select(bits => (ScaleValue)new BitSequence(bits)),
        Names.Select(name => ScaleValue.Variant(name)),
        Gen.Const(ScaleValue.Unit),
        Gen.Const(ScaleValue.Fields()));

    private static readonly Gen<ScaleValue> Values = Gen.Recursive<ScaleValue>((depth, inner) => depth > 4
        ? Leaves
        : Gen.OneOf(
            Leaves,
            inner.Array[0, 3].Select(items => ScaleValue.Tuple(items)),
            inner.Array[0, 3].Select(items => ScaleValue.Sequence(items)),
            Gen.Select(Names, inner).Array[0, 3].Select(pairs => ScaleValue.Fields(pairs.DistinctBy(pair => pair.Item1).ToArray())),
            Gen.Select(Names, inner).Select(ScaleValue.Variant),
            Gen.Select(Names, inner).Select((name, only) => ScaleValue.Variant(name, ScaleValue.Tuple(only))),
            inner.Select(ScaleValue.Some)));

    [Test]
    public void TextIsReadBack() => Values.Sample(value => ScaleValue.Parse(value.ToString()) == value, iter: 20_000);

    [Test]
    public void JsonIsReadBack() => Values.Sample(value => ScaleValue.FromJson(value.ToJson()) == value, iter: 20_000);

    [Test]
    public void EqualValuesHaveEqualHashes() => Values.Sample(value => ScaleValue.Parse(value.ToString()).GetHashCode() == value.GetHashCode(), iter: 5_000);

    [Test]
    public void ValuesOfTheChainAndOfAContractSurviveTextAndJson()
    {
        TypeRegistry[] registries = [RecordedMetadata.PhatChain.Types, InkMetadata.Parse(File.ReadAllText(Fixtures.Contract("type_zoo/type_zoo.json"))).Types];
        int drawn = 0;
        foreach (TypeRegistry types in registries)
        {
            foreach (int id in types.Types.Select(type => type.Id))
            {
                if (new RandomValues(types, (ulong)id).Draw(id) is not { } value)
                {
                    continue;
                }

                byte[] encoded = DynamicCodec.Encode(types, id, value);
                ScaleValue decoded = DynamicCodec.Decode(encoded, types, id);
                ScaleValue fromText = ScaleValue.Parse(decoded.ToString());
                ScaleValue fromJson = ScaleValue.FromJson(decoded.ToJson());
                drawn++;

                Assert.That(fromText, Is.EqualTo(decoded));
                Assert.That(fromJson, Is.EqualTo(decoded));
                Assert.That(DynamicCodec.Encode(types, id, fromText), Is.EqualTo(encoded), decoded.ToString());
                Assert.That(DynamicCodec.Encode(types, id, fromJson), Is.EqualTo(encoded), decoded.ToJson());
            }
        }

        Assert.That(drawn, Is.GreaterThan(300));
    }

    [TestCase("{ Ok: (1, \"x\") }", "{\"Ok\":[1,\"x\"]}")]
    [TestCase("None", "{\"None\":null}")]
    [TestCase("{ from: None, to: { Some: 0x01 } }", "{\"from\":{\"None\":null},\"to\":{\"Some\":\"0x01\"}}")]
    [TestCase("{ who: 5 }", "{\"who\":5}")]
    [TestCase("{ Who: 5, }", "{\"$fields\":{\"Who\":5}}")]
    [TestCase("transfer { dest: 1 }", "{\"$variant\":{\"transfer\":{\"dest\":1}}}")]
    [TestCase("remark(0x00)", "{\"$variant\":{\"remark\":\"0x00\"}}")]
    [TestCase("move(1, 2)", "{\"$variant\":{\"move\":[1,2]}}")]
    [TestCase("true()", "{\"$variant\":{\"true\":null}}")]
    [TestCase("{ \"a b\": \"0x\", $: 1 }", null)]
    [TestCase("{ \"$\": 1, b: \"0x\" }", "{\"$$\":1,\"b\":{\"$text\":\"0x\"}}")]
    [TestCase("[340282366920938463463374607431768211455, -1]", "[\"340282366920938463463374607431768211455\",-1]")]
    [TestCase("0b0110", "\"0b0110\"")]
    public void FormsAreTheDocumentedOnes(string text, string? json)
    {
        if (json is null)
        {
            Assert.That(ScaleValue.TryParse(text, out _), Is.False);
            return;
        }

        ScaleValue value = ScaleValue.Parse(text);
        Assert.That(value.ToString(), Is.EqualTo(text));
        Assert.That(value.ToJson(), Is.EqualTo(json));
        Assert.That(ScaleValue.FromJson(json), Is.EqualTo(value));
    }

    [Test]
    public void WhatPeopleWriteIsTaken()
    {
        Assert.That(ScaleValue.Parse(" Some( 5 ) "), Is.EqualTo(ScaleValue.Some(5)));
        Assert.That(ScaleValue.Parse("{a:1,b:[1,2,],}"), Is.EqualTo(ScaleValue.Fields(("a", 1), ("b", ScaleValue.Sequence(1, 2)))));
        Assert.That(ScaleValue.Parse("{ Ok: () }"), Is.EqualTo(ScaleValue.Variant("Ok", ScaleValue.Tuple(ScaleValue.Unit))));
        Assert.That(ScaleValue.FromJson("null"), Is.EqualTo(ScaleValue.None));
    }

    [TestCase("", "character 1 of the value's text: expected a value, got the end")]
    [TestCase("(1)", "comma behind it")]
    [TestCase("{ a: 1, a: 2 }", "twice")]
    [TestCase("[1 2]", "character 4 of the value's text: expected a comma or ], got \"2]\"")]
    [TestCase("\"x", "quotation mark")]
    [TestCase("\"\\q\"", "four digits")]
    [TestCase("0x1", "bytes (0x)")]
    [TestCase("0b2", "bits (0b)")]
    [TestCase("1 1", "expected the end")]
    [TestCase("1.5", "expected the end")]
    [TestCase("-", "integer")]
    public void RefusalsTellThePlace(string text, string message)
    {
        Assert.That(() => ScaleValue.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains(message));
        Assert.That(ScaleValue.TryParse(text, out _), Is.False);
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("1.5")]
    [TestCase("1 2")]
    [TestCase("\"0x1\"")]
    [TestCase("{\"a\":1,\"a\":2}")]
    [TestCase("{\"$a\":1}")]
    [TestCase("{\"$text\":1}")]
    [TestCase("{\"$text\":\"0x\",\"b\":1}")]
    [TestCase("{\"$variant\":{\"a\":1,\"b\":2}}")]
    [TestCase("{\"$variant\":{}}")]
    [TestCase("\"\\ud800\"")]
    public void DamagedJsonIsRefused(string json) => Assert.That(() => ScaleValue.FromJson(json), Throws.TypeOf<FormatException>());

    [Test]
    public void DepthAndLengthAreLimited()
    {
        ScaleValue value = ScaleValue.Unit;
        for (int i = 0; i < ScaleValue.MaxDepth; i++)
        {
            value = ScaleValue.Tuple(value);
        }

        Assert.That(ScaleValue.Parse(value.ToString()), Is.EqualTo(value));
        Assert.That(ScaleValue.FromJson(value.ToJson()), Is.EqualTo(value));
        Assert.That(() => ScaleValue.Parse($"({value},)"), Throws.TypeOf<FormatException>().With.Message.Contains("512"));
        Assert.That(() => ScaleValue.FromJson($"[{value.ToJson()}]"), Throws.TypeOf<FormatException>().With.Message.Contains("512"));
        Assert.That(() => ScaleValue.Parse(new string('[', 1_000_000)), Throws.TypeOf<FormatException>());
        Assert.That(() => ScaleValue.FromJson(new string('[', 1_000_000)), Throws.TypeOf<FormatException>());
        Assert.That(() => ScaleValue.Parse(new string('9', 1_000_000)), Throws.TypeOf<FormatException>().With.Message.Contains("1024"));
        Assert.That(() => ScaleValue.FromJson(new string('9', 1_000_000)), Throws.TypeOf<FormatException>().With.Message.Contains("1024"));
        Assert.That(ScaleValue.Parse($"{{ {string.Join(", ", Enumerable.Range(0, 100_000).Select(i => $"a{i}: 0"))} }}").Items, Has.Count.EqualTo(100_000));
    }
}
