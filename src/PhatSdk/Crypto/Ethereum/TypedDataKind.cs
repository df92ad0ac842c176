namespace PhatSdk.Crypto.Ethereum;

/// <summary>What a type of typed data is.</summary>
internal enum TypedDataKind
{
    Text,
    Bytes,
    FixedBytes,
    Boolean,
    Address,
    Unsigned,
    Signed,
    Array,
    Struct,
}
