using PhatSdk.Metadata.Types;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Reading;

/// <summary>The primitive types in C#.</summary>
internal static class PrimitiveTypes
{
    private const string BigInteger = "global::System.Numerics.BigInteger";

    internal static TypeUse.Primitive Use(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Bool => new("bool", 1, "ReadBoolean", "WriteBoolean"),
        PrimitiveKind.Char => new("global::System.Text.Rune", 4, "ReadChar", "WriteChar"),
        PrimitiveKind.Str => new("string", 1, "ReadString", "WriteString"),
        PrimitiveKind.U8 => new("byte", 1, "ReadByte", "WriteByte"),
        PrimitiveKind.U16 => new("ushort", 2, "ReadUInt16", "WriteUInt16"),
        PrimitiveKind.U32 => new("uint", 4, "ReadUInt32", "WriteUInt32"),
        PrimitiveKind.U64 => new("ulong", 8, "ReadUInt64", "WriteUInt64"),
        PrimitiveKind.U128 => new("global::System.UInt128", 16, "ReadUInt128", "WriteUInt128"),
        PrimitiveKind.U256 => WideInteger,
        PrimitiveKind.I8 => new("sbyte", 1, "ReadSByte", "WriteSByte"),
        PrimitiveKind.I16 => new("short", 2, "ReadInt16", "WriteInt16"),
        PrimitiveKind.I32 => new("int", 4, "ReadInt32", "WriteInt32"),
        PrimitiveKind.I64 => new("long", 8, "ReadInt64", "WriteInt64"),
        PrimitiveKind.I128 => new("global::System.Int128", 16, "ReadInt128", "WriteInt128"),
        _ => new(BigInteger, 32, "ReadInt256", "WriteInt256"),
    };

    internal static TypeUse.Primitive WideInteger { get; } = new(BigInteger, 32, "ReadUInt256", "WriteUInt256");

    /// <summary>An unsigned integer in the compact form; null for what has none.</summary>
    internal static TypeUse.Primitive? Compact(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.U8 => new("byte", 1, "ReadCompactByte", "WriteCompact"),
        PrimitiveKind.U16 => new("ushort", 1, "ReadCompactUInt16", "WriteCompact"),
        PrimitiveKind.U32 => new("uint", 1, "ReadCompactUInt32", "WriteCompact"),
        PrimitiveKind.U64 => new("ulong", 1, "ReadCompactUInt64", "WriteCompact"),
        PrimitiveKind.U128 => new("global::System.UInt128", 1, "ReadCompactUInt128", "WriteCompact"),
        PrimitiveKind.U256 => new(BigInteger, 1, "ReadCompactBigInteger", "WriteCompact"),
        _ => null,
    };

    internal static string ShortName(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Bool => "Boolean",
        PrimitiveKind.Char => "Rune",
        PrimitiveKind.Str => "String",
        PrimitiveKind.U8 => "Byte",
        PrimitiveKind.I8 => "SByte",
        PrimitiveKind.U16 or PrimitiveKind.U32 or PrimitiveKind.U64 or PrimitiveKind.U128 or PrimitiveKind.U256 => "UInt" + kind.ToString().Substring(1),
        _ => "Int" + kind.ToString().Substring(1),
    };
}
