using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Metadata;

/// <summary>Registries that describe what cannot be, or only at great cost.</summary>
public sealed class HostileRegistryTests
{
    private static readonly TypeField[] NoFields = [];

    [Test]
    public void AStructThatHoldsItselfIsRefused()
    {
        TypeRegistry types = new([new CompositeType([new TypeField(null, 0, null, [])]) { Id = 0, Path = ["A"] }]);

        Assert.That(() => DynamicCodec.Decode([], types, 0), Throws.TypeOf<MetadataException>().With.Message.Contains("type 0"));
        Assert.That(() => DynamicCodec.Encode(types, 0, 1), Throws.TypeOf<MetadataException>());
    }

    [Test]
    public void AStructOfItselfTwiceHasNoValue()
    {
        TypeRegistry types = new([new CompositeType([new TypeField("a", 0, null, []), new TypeField("b", 0, null, [])]) { Id = 0, Path = ["A"] }]);

        Assert.That(() => DynamicCodec.Decode(new byte[1000], types, 0), Throws.TypeOf<ScaleException>().With.Message.Contains("deeper"));
    }

    [Test]
    public void ACompactOfItselfIsRefused()
    {
        TypeRegistry types = new([new CompositeType([new TypeField(null, 0, null, [])]) { Id = 0 }, new CompactType(0) { Id = 1 }, new CompactType(1) { Id = 2 }]);

        Assert.That(() => DynamicCodec.Decode([4], types, 1), Throws.TypeOf<MetadataException>());
        Assert.That(() => DynamicCodec.Decode([4], types, 2), Throws.TypeOf<MetadataException>().With.Message.Contains("unsigned integers"));
    }

    [Test]
    public void DanglingTypesAreNamed()
    {
        TypeRegistry types = new([new SequenceType(7) { Id = 0 }]);

        Assert.That(() => DynamicCodec.Decode([4], types, 0), Throws.TypeOf<MetadataException>().With.Message.Contains("7"));
        Assert.That(() => DynamicCodec.Decode([4], types, 9), Throws.TypeOf<MetadataException>().With.Message.Contains("9"));
    }

    [Test]
    public void TypesOfNothingButNothingCostNoTime()
    {
        // Each level holds the one below a hundred times, and takes no byte.
        List<TypeDefinition> definitions = [new CompositeType(NoFields) { Id = 0 }];
        for (int id = 1; id < 40; id++)
        {
            definitions.Add(new TupleType([.. Enumerable.Repeat(id - 1, 100)]) { Id = id });
        }

        TypeRegistry types = new(definitions);
        Assert.That(() => DynamicCodec.Decode([], types, 39), Throws.TypeOf<ScaleException>().With.Message.Contains("without content"));
        Assert.That(() => Skip([], types, 39), Throws.TypeOf<ScaleException>().With.Message.Contains("without content"));
        Assert.That(DynamicCodec.Decode([], types, 2).Items, Has.Count.EqualTo(100));
    }

    [Test]
    public void HugeArraysAreCheckedAgainstTheInput()
    {
        TypeRegistry types = new(
        [
            new PrimitiveType(PrimitiveKind.U16) { Id = 0 }, new ArrayType(int.MaxValue, 0) { Id = 1 }, new ArrayType(uint.MaxValue, 0) { Id = 2 },
            new TupleType([]) { Id = 3 }, new ArrayType(int.MaxValue, 3) { Id = 4 }, new PrimitiveType(PrimitiveKind.U8) { Id = 5 }, new ArrayType(int.MaxValue, 5) { Id = 6 },
        ]);

        Assert.That(() => DynamicCodec.Decode(new byte[100], types, 1), Throws.TypeOf<ScaleException>());
        Assert.That(() => DynamicCodec.Decode(new byte[100], types, 2), Throws.TypeOf<MetadataException>());
        Assert.That(() => DynamicCodec.Decode(new byte[100], types, 4), Throws.TypeOf<ScaleException>());
        Assert.That(() => DynamicCodec.Decode(new byte[100], types, 6), Throws.TypeOf<ScaleException>());
    }

    [Test]
    public void VectorsOfVectorsOfNothingAreBounded()
    {
        TypeRegistry types = new([new TupleType([]) { Id = 0 }, new SequenceType(0) { Id = 1 }, new SequenceType(1) { Id = 2 }]);
        byte[] hundredThousand = [0x82, 0x1a, 0x06, 0x00];
        byte[] input = [40, .. Enumerable.Repeat(hundredThousand, 10).SelectMany(bytes => bytes)];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => DynamicCodec.Decode(input, types, 2), Throws.TypeOf<ScaleException>().With.Message.Contains("without content"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4_000_000));
    }

    [Test]
    public void NamesAndIndicesThatClashAreRefused()
    {
        TypeRegistry types = new(
        [
            new VariantType([new TypeVariant("A", 0, NoFields, []), new TypeVariant("B", 0, NoFields, [])]) { Id = 0 },
            new VariantType([new TypeVariant("A", 0, NoFields, []), new TypeVariant("A", 1, NoFields, [])]) { Id = 1 },
            new PrimitiveType(PrimitiveKind.Bool) { Id = 2 },
            new CompositeType([new TypeField("x", 2, null, []), new TypeField("x", 2, null, [])]) { Id = 3 },
            new CompositeType([new TypeField("x", 2, null, []), new TypeField(null, 2, null, [])]) { Id = 4 },
        ]);

        Assert.That(() => DynamicCodec.Decode([0], types, 0), Throws.TypeOf<MetadataException>().With.Message.Contains("twice"));
        Assert.That(() => DynamicCodec.Decode([0], types, 1), Throws.TypeOf<MetadataException>().With.Message.Contains("twice"));
        Assert.That(() => DynamicCodec.Decode([0, 0], types, 3), Throws.TypeOf<MetadataException>().With.Message.Contains("twice"));
        Assert.That(() => DynamicCodec.Decode([0, 0], types, 4), Throws.TypeOf<MetadataException>().With.Message.Contains("without"));
    }

    [Test]
    public void BitSequencesOfOtherStoresAreRefused()
    {
        TypeRegistry types = new(
        [
            new PrimitiveType(PrimitiveKind.U128) { Id = 0 }, new PrimitiveType(PrimitiveKind.U8) { Id = 1 }, new CompositeType(NoFields) { Id = 2, Path = ["Lsb1"] },
            new CompositeType(NoFields) { Id = 3, Path = ["Lsb0"] }, new BitSequenceType(0, 3) { Id = 4 }, new BitSequenceType(1, 2) { Id = 5 },
        ]);

        Assert.That(() => DynamicCodec.Decode([0], types, 4), Throws.TypeOf<MetadataException>().With.Message.Contains("u64"));
        Assert.That(() => DynamicCodec.Decode([0], types, 5), Throws.TypeOf<MetadataException>().With.Message.Contains("Msb0"));
    }

    private static void Skip(byte[] input, TypeRegistry types, int id)
    {
        ScaleReader reader = new(input);
        DynamicCodec.Skip(ref reader, types, id);
    }
}
