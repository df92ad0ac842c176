using System.Numerics;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Metadata;

public sealed class DynamicCodecTests
{
    private static readonly RuntimeMetadata Chain = RuntimeMetadata.Decode(MetadataFiles.Ours("phat-chain.v15"));
    private static readonly AccountId Bob = new([.. Enumerable.Repeat((byte)0xb0, AccountId.Size)]);

    // Balances.transfer_keep_alive(dest, value) as a value of the outer enum of calls.
    private static ScaleValue Transfer(ScaleValue dest, ScaleValue value) => ScaleValue.Variant(
        "Balances",
        ScaleValue.Variant("transfer_keep_alive", ScaleValue.Fields(("dest", dest), ("value", value))));

    private static byte[] EncodeCall(ScaleValue call) => DynamicCodec.Encode(Chain.Types, Chain.CallTypeId, call, "call");

    [Test]
    public void CallsAreEncodedByName()
    {
        byte[] encoded = EncodeCall(Transfer(ScaleValue.Variant("Id", Bob), 12345));
        PalletMetadata balances = Chain["Balances"];

        Assert.That(encoded, Is.EqualTo((byte[])[balances.Index, balances.Call("transfer_keep_alive").Index, 0, .. Bob.Span, 0xe5, 0xc0]));
        Assert.That(
            DynamicCodec.Decode(encoded, Chain.Types, Chain.CallTypeId).ToString(),
            Is.EqualTo($"{{ Balances: transfer_keep_alive {{ dest: {{ Id: {Bob} }}, value: 12345 }} }}"));
    }

    [Test]
    public void FieldsMayComeInAnyOrderOrWithoutNames()
    {
        byte[] expected = EncodeCall(Transfer(ScaleValue.Variant("Id", Bob), 1));
        ScaleValue swapped = ScaleValue.Fields(("value", 1), ("dest", ScaleValue.Variant("Id", Bob)));
        ScaleValue nameless = ScaleValue.Sequence(ScaleValue.Fields(("Id", Bob)), 1);

        Assert.That(EncodeCall(ScaleValue.Fields(("Balances", ScaleValue.Fields(("transfer_keep_alive", swapped))))), Is.EqualTo(expected));
        Assert.That(EncodeCall(ScaleValue.Variant("Balances", ScaleValue.Variant("transfer_keep_alive", nameless))), Is.EqualTo(expected));
    }

    [Test]
    public void RefusalsSayWhere()
    {
        ScaleValue id = ScaleValue.Variant("Id", Bob);
        Refused(Transfer(id, "x"), "call.Balances.transfer_keep_alive.value: expected Compact<u128>, got Text \"x\"");
        Refused(Transfer(id, -1), "call.Balances.transfer_keep_alive.value: expected Compact<u128>, got Integer -1");
        Refused(Transfer(id, BigInteger.One << 128), "call.Balances.transfer_keep_alive.value: expected Compact<u128>, got Integer 340282366920938463463374607431768211456");
        Refused(Transfer(ScaleValue.Variant("Idd", Bob), 1), "call.Balances.transfer_keep_alive.dest: MultiAddress has no variant \"Idd\" (it has Id, Index, Raw, Address32, Address20)");
        Refused(Transfer(ScaleValue.Variant("Id", new byte[31]), 1), "call.Balances.transfer_keep_alive.dest.Id: expected [u8; 32], got 31 bytes: Bytes 0x");
        Refused(ScaleValue.Variant("Balances", ScaleValue.Variant("transfer_keep_alive", ScaleValue.Fields(("dest", id)))), "call.Balances.transfer_keep_alive: the field \"value\" of transfer_keep_alive is missing");
        Refused(
            ScaleValue.Variant("Balances", ScaleValue.Variant("transfer_keep_alive", ScaleValue.Fields(("dest", id), ("value", 1), ("tip", 1)))),
            "call.Balances.transfer_keep_alive: transfer_keep_alive has no field \"tip\" (it has dest, value)");
        Refused(ScaleValue.Variant("Balances", ScaleValue.Variant("transfer_keep_alive", 1)), "call.Balances.transfer_keep_alive: transfer_keep_alive has 2 fields, 1 given");
        Refused(5, "call: expected RuntimeCall, got Integer 5");

        static void Refused(ScaleValue call, string message) =>
            Assert.That(() => EncodeCall(call), Throws.ArgumentException.With.Message.StartsWith(message));
    }

    [Test]
    public void CompactOfANewtypeIsCompactOfWhatItHolds()
    {
        TypeRegistry types = new(
        [
            new PrimitiveType(PrimitiveKind.U32) { Id = 0 }, new CompositeType([new TypeField(null, 0, null, [])]) { Id = 1, Path = ["Perbill"] },
            new CompositeType([new TypeField("inner", 1, null, [])]) { Id = 2, Path = ["Named"] }, new CompactType(1) { Id = 3 }, new CompactType(2) { Id = 4 },
        ]);

        foreach (int id in new[] { 3, 4 })
        {
            Assert.That(DynamicCodec.Encode(types, id, 16384), Is.EqualTo(new byte[] { 2, 0, 1, 0 }));
            Assert.That(DynamicCodec.Decode([2, 0, 1, 0], types, id), Is.EqualTo((ScaleValue)16384));
        }
    }

    [Test]
    public void PlacesInSequencesAreNamed()
    {
        (TypeRegistry types, int id) = SyntaxRegistry.Create(TestKit.TypeSyntaxParser.Parse("Vec<(u8,Option<bool>)>"));

        Assert.That(
            () => DynamicCodec.Encode(types, id, ScaleValue.Sequence(ScaleValue.Tuple(1, ScaleValue.None), ScaleValue.Tuple(2, ScaleValue.Some(3)))),
            Throws.ArgumentException.With.Message.StartsWith("value[1][1].Some: expected bool, got Integer 3"));
    }

    [Test]
    public void ARefusalIsTheSameTheSecondTime()
    {
        for (int i = 0; i < 2; i++)
        {
            Assert.That(() => EncodeCall(Transfer("x", 1)), Throws.ArgumentException.With.Message.Contains("transfer_keep_alive.dest: MultiAddress has no variant \"x\""));
        }
    }

    [TestCase("u8", -1)]
    [TestCase("u8", 256)]
    [TestCase("i8", 128)]
    [TestCase("i8", -129)]
    [TestCase("u16", 65536)]
    [TestCase("i16", -32769)]
    [TestCase("u32", 4294967296)]
    [TestCase("i32", 2147483648)]
    [TestCase("Compact<u8>", 256)]
    [TestCase("Compact<u16>", 65536)]
    [TestCase("Compact<u32>", 4294967296)]
    public void IntegersOutOfRangeAreRefused(string typeName, long value)
    {
        (TypeRegistry types, int id) = SyntaxRegistry.Create(TestKit.TypeSyntaxParser.Parse(typeName));

        Assert.That(() => DynamicCodec.Encode(types, id, value), Throws.ArgumentException.With.Message.StartsWith($"value: expected {typeName}, got Integer {value}"));
    }

    [Test]
    public void WideIntegersAreBounded()
    {
        foreach ((string type, BigInteger least, BigInteger largest) in new[]
        {
            ("u64", BigInteger.Zero, (BigInteger)ulong.MaxValue),
            ("i64", long.MinValue, long.MaxValue),
            ("u128", 0, (BigInteger)UInt128.MaxValue),
            ("i128", (BigInteger)Int128.MinValue, (BigInteger)Int128.MaxValue),
            ("u256", 0, (BigInteger.One << 256) - 1),
            ("i256", -(BigInteger.One << 255), (BigInteger.One << 255) - 1),
            ("Compact<u128>", 0, (BigInteger)UInt128.MaxValue),
            ("Compact<u256>", 0, (BigInteger.One << 256) - 1),
        })
        {
            (TypeRegistry types, int id) = SyntaxRegistry.Create(TestKit.TypeSyntaxParser.Parse(type));
            foreach (BigInteger value in new[] { least, largest })
            {
                Assert.That(DynamicCodec.Decode(DynamicCodec.Encode(types, id, value), types, id).AsInteger(), Is.EqualTo(value), type);
            }

            Assert.That(() => DynamicCodec.Encode(types, id, least - 1), Throws.ArgumentException, type);
            Assert.That(() => DynamicCodec.Encode(types, id, largest + 1), Throws.ArgumentException, type);
        }
    }

    [Test]
    public void AStructOfOneFieldIsItsValue()
    {
        TypeRegistry types = new(
        [
            new PrimitiveType(PrimitiveKind.U32) { Id = 0 },
            new CompositeType([new TypeField(null, 0, null, [])]) { Id = 1, Path = ["Perbill"] },
            new CompositeType([new TypeField("inner", 1, null, [])]) { Id = 2, Path = ["Named"] },
            new CompactType(1) { Id = 3 },
            new SequenceType(0) { Id = 4 },
            new CompositeType([new TypeField(null, 4, null, [])]) { Id = 5, Path = ["BoundedVec"] },
        ]);
        byte[] seven = [7, 0, 0, 0];

        Assert.That(DynamicCodec.Decode(seven, types, 1), Is.EqualTo((ScaleValue)7));
        Assert.That(DynamicCodec.Encode(types, 1, 7), Is.EqualTo(seven));
        Assert.That(DynamicCodec.Encode(types, 1, ScaleValue.Sequence(7)), Is.EqualTo(seven));
        Assert.That(DynamicCodec.Encode(types, 1, ScaleValue.Tuple(ScaleValue.Tuple(7))), Is.EqualTo(seven));
        Assert.That(DynamicCodec.Decode(seven, types, 2), Is.EqualTo(ScaleValue.Fields(("inner", 7))));
        Assert.That(DynamicCodec.Encode(types, 2, 7), Is.EqualTo(seven));
        Assert.That(DynamicCodec.Encode(types, 2, ScaleValue.Fields(("inner", 7))), Is.EqualTo(seven));
        Assert.That(DynamicCodec.Encode(types, 3, 7), Is.EqualTo((byte[])[28]));
        Assert.That(DynamicCodec.Encode(types, 5, ScaleValue.Sequence(7)), Is.EqualTo((byte[])[4, 7, 0, 0, 0]));
        Assert.That(DynamicCodec.Encode(types, 5, ScaleValue.Sequence(ScaleValue.Sequence(7))), Is.EqualTo((byte[])[4, 7, 0, 0, 0]));
        Assert.That(() => DynamicCodec.Encode(types, 5, ScaleValue.Sequence("x")), Throws.ArgumentException.With.Message.StartsWith("value[0]: expected u32, got Text \"x\""));
        Assert.That(() => DynamicCodec.Encode(types, 5, "x"), Throws.ArgumentException.With.Message.StartsWith("value: expected BoundedVec, got Text \"x\""));
    }

    [Test]
    public void BytesMayBeGivenAsNumbers()
    {
        (TypeRegistry types, int id) = SyntaxRegistry.Create(TestKit.TypeSyntaxParser.Parse("Vec<u8>"));

        Assert.That(DynamicCodec.Encode(types, id, ScaleValue.Sequence(1, 255)), Is.EqualTo((byte[])[8, 1, 255]));
        Assert.That(() => DynamicCodec.Encode(types, id, ScaleValue.Sequence(1, 256)), Throws.ArgumentException.With.Message.StartsWith("value: expected Vec<u8>, got Sequence [1, 256]"));
        Assert.That(() => DynamicCodec.Encode(types, id, "x"), Throws.ArgumentException.With.Message.StartsWith("value: expected Vec<u8>, got Text \"x\""));
    }

    [Test]
    public void AChoiceMayBeGivenByItsName()
    {
        (TypeRegistry types, int id) = SyntaxRegistry.Create(TestKit.TypeSyntaxParser.Parse("enum{A,B(Vec<u8>),C(u8,u8),D{x:u8}}"));

        Assert.That(DynamicCodec.Encode(types, id, "A"), Is.EqualTo((byte[])[0]));
        Assert.That(DynamicCodec.Encode(types, id, ScaleValue.Variant("B", new byte[] { 9 })), Is.EqualTo((byte[])[1, 4, 9]));
        Assert.That(DynamicCodec.Encode(types, id, ScaleValue.Variant("C", ScaleValue.Sequence(1, 2))), Is.EqualTo((byte[])[2, 1, 2]));
        Assert.That(DynamicCodec.Encode(types, id, ScaleValue.Variant("D", ScaleValue.Fields(("x", 3)))), Is.EqualTo((byte[])[3, 3]));
        Assert.That(DynamicCodec.Encode(types, id, ScaleValue.Variant("D", 3)), Is.EqualTo((byte[])[3, 3]));
        Assert.That(() => DynamicCodec.Encode(types, id, "B"), Throws.ArgumentException.With.Message.Contains("value.B: B has 1 fields, 0 given"));
        Assert.That(DynamicCodec.Encode(types, id, ScaleValue.Variant("B", ScaleValue.Sequence())), Is.EqualTo((byte[])[1, 0]));
    }

    [TestCase("a")]
    [TestCase("\U0001f600")]
    public void CharsAreTextOfOneCharacter(string text)
    {
        TypeRegistry types = new([new PrimitiveType(PrimitiveKind.Char) { Id = 0 }]);

        Assert.That(DynamicCodec.Decode(DynamicCodec.Encode(types, 0, text), types, 0).AsText(), Is.EqualTo(text));
        Assert.That(() => DynamicCodec.Encode(types, 0, text + text), Throws.ArgumentException.With.Message.StartsWith("value: expected char"));
        Assert.That(() => DynamicCodec.Encode(types, 0, ""), Throws.ArgumentException);
        Assert.That(() => DynamicCodec.Decode([0, 0xd8, 0, 0], types, 0), Throws.TypeOf<ScaleException>());
    }

    [Test]
    public void HalfOfASurrogatePairIsRefused()
    {
        TypeRegistry types = new([new PrimitiveType(PrimitiveKind.Str) { Id = 0 }]);

        Assert.That(() => DynamicCodec.Encode(types, 0, "\ud800"), Throws.ArgumentException.With.Message.StartsWith("value: the text holds half of a surrogate pair"));
    }

    [Test]
    public void U256OfLimbsIsAnInteger()
    {
        TypeRegistry types = new(
        [
            new PrimitiveType(PrimitiveKind.U64) { Id = 0 },
            new ArrayType(4, 0) { Id = 1 },
            new CompositeType([new TypeField(null, 1, null, [])]) { Id = 2, Path = ["primitive_types", "U256"] },
        ]);
        BigInteger value = (BigInteger.One << 255) + 7;
        byte[] encoded = DynamicCodec.Encode(types, 2, value);

        Assert.That(encoded[0], Is.EqualTo(7));
        Assert.That(encoded[31], Is.EqualTo(0x80));
        Assert.That(DynamicCodec.Decode(encoded, types, 2).AsInteger(), Is.EqualTo(value));
        Assert.That(DynamicCodec.Encode(types, 2, ScaleValue.Sequence(7, 0, 0, 1UL << 63)), Is.EqualTo(encoded));
        Assert.That(() => DynamicCodec.Encode(types, 2, BigInteger.One << 256), Throws.ArgumentException.With.Message.StartsWith("value: expected U256"));
    }
}
