using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;

namespace PhatSdk.Metadata.Codecs;

/// <summary>How a bit sequence lies on the wire.</summary>
internal readonly record struct BitSequenceShape(int WordSize, BitOrder Order)
{
    /// <exception cref="MetadataException">The type has another store or order than there are.</exception>
    public static BitSequenceShape Of(TypeRegistry types, BitSequenceType type)
    {
        int wordSize = types[type.StoreTypeId] switch
        {
            PrimitiveType { Kind: PrimitiveKind.U8 } => 1,
            PrimitiveType { Kind: PrimitiveKind.U16 } => 2,
            PrimitiveType { Kind: PrimitiveKind.U32 } => 4,
            PrimitiveType { Kind: PrimitiveKind.U64 } => 8,
            _ => throw new MetadataException($"type {type.Id} is a bit sequence stored in type {type.StoreTypeId}, which is not u8, u16, u32 or u64"),
        };
        return new BitSequenceShape(wordSize, types[type.OrderTypeId].Name switch
        {
            "Lsb0" => BitOrder.Lsb0,
            "Msb0" => BitOrder.Msb0,
            _ => throw new MetadataException($"type {type.Id} is a bit sequence in the order of type {type.OrderTypeId}, which is not Lsb0 or Msb0"),
        });
    }
}
