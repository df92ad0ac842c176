using PhatSdk.Metadata.Types;

namespace PhatSdk.Tests.Metadata.Types;

public sealed class TypeGraphTests
{
    private static readonly string[] NodePath = ["a_crate", "Node"];

    [Test]
    public void AllowsATypeThatNamesItselfThroughAVectorOrAnEnum()
    {
        TypeRegistry registry = new(
        [
            new CompositeType([Field(1)]) { Id = 0, Path = NodePath },
            new SequenceType(0) { Id = 1 },
            new VariantType([new TypeVariant("Leaf", 0, [], []), new TypeVariant("Node", 1, [Field(2), Field(2)], [])]) { Id = 2, Path = NodePath },
        ]);

        Assert.That(() => TypeGraph.Check(registry), Throws.Nothing);
    }

    [Test]
    public void RefusesAStructThatHoldsItself()
    {
        TypeRegistry registry = new([new CompositeType([Field(1)]) { Id = 0, Path = NodePath }, new TupleType([2]) { Id = 1 }, new ArrayType(2, 0) { Id = 2 }]);

        Assert.That(() => TypeGraph.Check(registry), Throws.TypeOf<MetadataException>().With.Message.Contains("type 0 (a_crate::Node) holds itself"));
    }

    [Test]
    public void RefusesALoopOfTypesWithoutNames()
    {
        TypeRegistry registry = new([new SequenceType(1) { Id = 0 }, new TupleType([0]) { Id = 1 }]);

        Assert.That(() => TypeGraph.Check(registry), Throws.TypeOf<MetadataException>().With.Message.Contains("holds itself"));
    }

    [Test]
    public void RefusesAbsurdDepthWithoutExhaustingTheStack()
    {
        const int Count = 200_000;
        List<TypeDefinition> types = [];
        for (int id = 0; id < Count; id++)
        {
            types.Add(id == Count - 1 ? new PrimitiveType(PrimitiveKind.U8) { Id = id } : new SequenceType(id + 1) { Id = id });
        }

        Assert.That(() => TypeGraph.Check(new TypeRegistry(types)), Throws.TypeOf<MetadataException>().With.Message.Contains("deeper than 64"));
    }

    private static TypeField Field(int type) => new(null, type, null, []);
}
