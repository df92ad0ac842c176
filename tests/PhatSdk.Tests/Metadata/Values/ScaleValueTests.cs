using System.Numerics;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Metadata.Values;

public sealed class ScaleValueTests
{
    private static readonly ScaleValue Transfer = ScaleValue.Fields(
        ("from", ScaleValue.None),
        ("to", ScaleValue.Some(new AccountId(new byte[32]))),
        ("value", 5u),
        ("parts", ScaleValue.Sequence(1, ScaleValue.Tuple(2, "x"))));

    [Test]
    public void TextIsReadable()
    {
        Assert.That(ScaleValue.Variant("Ok", ScaleValue.Tuple(1, "x")).ToString(), Is.EqualTo("{ Ok: (1, \"x\") }"));
        Assert.That(ScaleValue.Unit.ToString(), Is.EqualTo("()"));
        Assert.That(ScaleValue.Fields().ToString(), Is.EqualTo("{}"));
        Assert.That(ScaleValue.Tuple(true).ToString(), Is.EqualTo("(true,)"));
        Assert.That(((ScaleValue)"a\"\\\n\u0001é").ToString(), Is.EqualTo("\"a\\\"\\\\\\n\\u0001é\""));
        Assert.That(((ScaleValue)new BitSequence([true, false])).ToString(), Is.EqualTo("0b10"));
        Assert.That(((ScaleValue)(BigInteger.One << 255)).ToString(), Is.EqualTo((BigInteger.One << 255).ToString(null, null)));
        Assert.That(
            Transfer.ToString(),
            Is.EqualTo("{ from: None, to: { Some: 0x0000000000000000000000000000000000000000000000000000000000000000 }, value: 5, parts: [1, (2, \"x\")] }"));
    }

    [Test]
    public void PathsLeadToValues()
    {
        Assert.That(Transfer["value"].AsUInt32(), Is.EqualTo(5));
        Assert.That(Transfer["to"]["Some"].AsAccountId(), Is.EqualTo(new AccountId(new byte[32])));
        Assert.That(Transfer["to.Some"].AsHash256(), Is.EqualTo(new Hash256(new byte[32])));
        Assert.That(Transfer["parts.1.1"].AsText(), Is.EqualTo("x"));
        Assert.That(Transfer["parts"][0].AsInteger(), Is.EqualTo(BigInteger.One));
        Assert.That(ScaleValue.Variant("Moved", ScaleValue.Fields(("who", "x")))["who"].AsText(), Is.EqualTo("x"));
        Assert.That(ScaleValue.Variant("Moved", ScaleValue.Fields(("who", "x")))["Moved.who"].AsText(), Is.EqualTo("x"));
        Assert.That(Transfer.TryGet("to.None", out _), Is.False);
        Assert.That(Transfer.TryGet("parts.-1", out _), Is.False);
        Assert.That(Transfer.TryGet("", out _), Is.False);
    }

    [Test]
    public void RefusalsSayWhatItIs()
    {
        Assert.That(() => Transfer["too"], Throws.InvalidOperationException.With.Message.Contains("\"too\""));
        Assert.That(() => Transfer[9], Throws.InvalidOperationException.With.Message.Contains("item 9"));
        Assert.That(() => Transfer["value"].AsText(), Throws.InvalidOperationException.With.Message.EqualTo("expected a Text, got Integer 5"));
        Assert.That(() => ScaleValue.Unit.VariantName, Throws.InvalidOperationException.With.Message.EqualTo("expected a variant, got Tuple ()"));
        Assert.That(() => ((ScaleValue)300).AsBoolean(), Throws.InvalidOperationException.With.Message.EqualTo("expected a Boolean, got Integer 300"));
        Assert.That(() => ((ScaleValue)(-1)).AsUInt128(), Throws.InvalidOperationException.With.Message.Contains("-1"));
        Assert.That(() => ((ScaleValue)(1UL << 32)).AsUInt32(), Throws.InvalidOperationException.With.Message.Contains("4294967296"));
        Assert.That(() => ((ScaleValue)new byte[31]).AsAccountId(), Throws.InvalidOperationException.With.Message.Contains("Bytes"));
        Assert.That(() => ((ScaleValue)new string('x', 1000)).AsBits(), Throws.InvalidOperationException.With.Message.Length.LessThan(120));
    }

    [Test]
    public void EqualityIsByContent()
    {
        Assert.That(ScaleValue.Sequence(1, "x"), Is.EqualTo(ScaleValue.Tuple(1, "x")));
        Assert.That(ScaleValue.Variant("Some", 5), Is.EqualTo(ScaleValue.Some(5UL)));
        Assert.That(ScaleValue.Variant("Some", 5).GetHashCode(), Is.EqualTo(ScaleValue.Some(5UL).GetHashCode()));
        Assert.That((ScaleValue)(UInt128)7 == (BigInteger)7, Is.True);
        Assert.That((ScaleValue)UInt128.MaxValue == (BigInteger)UInt128.MaxValue, Is.True);
        Assert.That((ScaleValue)UInt128.MaxValue == (Int128)(-1), Is.False);
        Assert.That(ScaleValue.Fields(("a", 1)) != ScaleValue.Fields(("b", 1)), Is.True);
        Assert.That(Transfer.Equals(null), Is.False);
        Assert.That((ScaleValue)new byte[] { 1 } == ScaleValue.Sequence(1), Is.False);
    }

    [Test]
    public void IntegersKeepTheirValue()
    {
        BigInteger[] values =
        [
            0, 1, 255, 256, -1, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, (BigInteger)Int128.MaxValue, (BigInteger)Int128.MaxValue + 1,
            (BigInteger)Int128.MinValue, (BigInteger)Int128.MinValue - 1, (BigInteger)UInt128.MaxValue, (BigInteger)UInt128.MaxValue + 1, (BigInteger.One << 536) - 1,
        ];
        foreach (BigInteger value in values)
        {
            Assert.That(((ScaleValue)value).AsInteger(), Is.EqualTo(value));
            Assert.That(((ScaleValue)value).ToObject(), Is.EqualTo(value));
            if (value >= 0 && value <= (BigInteger)UInt128.MaxValue)
            {
                Assert.That(((ScaleValue)value).AsUInt128(), Is.EqualTo((UInt128)value));
                Assert.That((ScaleValue)(UInt128)value, Is.EqualTo((ScaleValue)value));
            }
            else
            {
                Assert.That(() => ((ScaleValue)value).AsUInt128(), Throws.InvalidOperationException);
            }
        }
    }

    [Test]
    public void PlainValuesComeAndGo()
    {
        Dictionary<string, object?> plain = new()
        {
            ["flag"] = true,
            ["text"] = "x",
            ["none"] = null,
            ["list"] = new object?[] { (BigInteger)1, (BigInteger)(-2) },
            ["bytes"] = new byte[] { 1, 2 },
            ["bits"] = new BitSequence([true]),
        };

        ScaleValue value = ScaleValue.FromObject(plain);

        Assert.That(value.ToString(), Is.EqualTo("{ flag: true, text: \"x\", none: None, list: [1, -2], bytes: 0x0102, bits: 0b1 }"));
        Assert.That(value.ToObject(), Is.EqualTo(plain));
        Assert.That(ScaleValue.Variant("A").ToObject(), Is.EqualTo("A"));
        Assert.That(ScaleValue.Some("x").ToObject(), Is.EqualTo("x"));
        Assert.That(ScaleValue.Variant("A", 1).ToObject(), Is.EqualTo(new Dictionary<string, object?> { ["A"] = (BigInteger)1 }));
        Assert.That(ScaleValue.FromObject('é'), Is.EqualTo((ScaleValue)"é"));
        Assert.That(ScaleValue.FromObject(new ushort[] { 1, 2 }), Is.EqualTo(ScaleValue.Sequence(1, 2)));
        Assert.That(ScaleValue.FromObject(new Weight(1, 2)), Is.EqualTo(ScaleValue.Fields(("ref_time", 1), ("proof_size", 2))));
        Assert.That(() => ScaleValue.FromObject(1.5), Throws.ArgumentException.With.Message.Contains("System.Double"));
    }

    [Test]
    public void EndlessNestingIsRefused()
    {
        ScaleValue value = ScaleValue.Unit;
        for (int i = 0; i < ScaleValue.MaxDepth; i++)
        {
            value = ScaleValue.Tuple(value);
        }

        Assert.That(value.ToString(), Has.Length.GreaterThan(ScaleValue.MaxDepth));
        Assert.That(() => ScaleValue.Tuple(value), Throws.ArgumentException.With.Message.Contains("512"));
        Assert.That(() => ScaleValue.Fields(("x", value)), Throws.ArgumentException);

        List<object?> self = [];
        self.Add(self);
        Assert.That(() => ScaleValue.FromObject(self), Throws.ArgumentException.With.Message.Contains("512"));
    }

    [Test]
    public void FieldsOfOneNameAreRefused() =>
        Assert.That(() => ScaleValue.Fields(("a", 1), ("a", 2)), Throws.ArgumentException.With.Message.Contains("\"a\""));
}
