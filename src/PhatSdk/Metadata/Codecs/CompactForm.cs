using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Codecs;

/// <summary>What stands in the compact form: an unsigned integer, a struct of one, or nothing.</summary>
internal static class CompactForm
{
    private const int LongestChain = 32;

    /// <returns>The integer's kind; null for nothing.</returns>
    /// <exception cref="MetadataException">Something else does.</exception>
    public static PrimitiveKind? KindOf(TypeRegistry types, CompactType compact)
    {
        int id = compact.InnerTypeId;
        for (int i = 0; i <= LongestChain; i++)
        {
            switch (types[id])
            {
                case PrimitiveType { Kind: >= PrimitiveKind.U8 and <= PrimitiveKind.U256 } primitive:
                    return primitive.Kind;
                case CompositeType { Fields: [TypeField only] }:
                    id = only.TypeId;
                    break;
                case TupleType { ElementTypeIds: [int only] }:
                    id = only;
                    break;
                case CompositeType { Fields: [] } or TupleType { ElementTypeIds: [] }:
                    return null;
                default:
                    throw new MetadataException($"type {compact.Id} is {TypeName.Of(types, compact.Id)}, and only unsigned integers have a compact form");
            }
        }

        throw new MetadataException($"type {compact.Id} is the compact form of a struct of a struct, more than {LongestChain} times");
    }
}
