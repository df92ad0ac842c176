namespace PhatSdk.Metadata.Types;

/// <summary>The primitive types, numbered as scale-info numbers them.</summary>
public enum PrimitiveKind
{
    /// <summary><c>bool</c>.</summary>
    Bool = 0,

    /// <summary><c>char</c>: a Unicode scalar value in four bytes.</summary>
    Char = 1,

    /// <summary><c>str</c>.</summary>
    Str = 2,

    /// <summary><c>u8</c>.</summary>
    U8 = 3,

    /// <summary><c>u16</c>.</summary>
    U16 = 4,

    /// <summary><c>u32</c>.</summary>
    U32 = 5,

    /// <summary><c>u64</c>.</summary>
    U64 = 6,

    /// <summary><c>u128</c>.</summary>
    U128 = 7,

    /// <summary><c>u256</c>.</summary>
    U256 = 8,

    /// <summary><c>i8</c>.</summary>
    I8 = 9,

    /// <summary><c>i16</c>.</summary>
    I16 = 10,

    /// <summary><c>i32</c>.</summary>
    I32 = 11,

    /// <summary><c>i64</c>.</summary>
    I64 = 12,

    /// <summary><c>i128</c>.</summary>
    I128 = 13,

    /// <summary><c>i256</c>.</summary>
    I256 = 14,
}
