using System.Globalization;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>A type of typed data, read from its name.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its whole name.</param>
/// <param name="Size">Bytes of <c>bytesN</c>, bits of integers, the length of arrays that have one; zero for the others.</param>
/// <param name="Element">What an array holds.</param>
internal sealed record TypedDataType(TypedDataKind Kind, string Name, int Size = 0, TypedDataType? Element = null)
{
    private const int WordSize = 32;
    private const int BitsAByte = 8;
    private const int MaximumNameLength = 256;
    private const string NameRule = "letters, digits, _, $, : and ., no digit first, 256 at most";

    /// <summary>The struct that the type is, or an array of it is.</summary>
    public string? Struct
    {
        get
        {
            TypedDataType innermost = this;
            while (innermost.Element is not null)
            {
                innermost = innermost.Element;
            }

            return innermost.Kind is TypedDataKind.Struct ? innermost.Name : null;
        }
    }

    /// <exception cref="FormatException"><paramref name="name"/> is no type.</exception>
    public static TypedDataType Parse(string name)
    {
        int end = name.IndexOf('[', StringComparison.Ordinal) is int first and >= 0 ? first : name.Length;
        TypedDataType type = ParseInnermost(name[..end]);
        while (end < name.Length)
        {
            int close = name.IndexOf(']', end);
            if (name[end] != '[' || close < 0)
            {
                throw new FormatException($"\"{TypedDataSchema.Shorten(name)}\" is no type of typed data: {name[end..][..1]} where an array's brackets were due");
            }

            int length = ParseLength(name, name.AsSpan(end + 1, close - end - 1));
            end = close + 1;
            type = new TypedDataType(TypedDataKind.Array, name[..end], length, type);
        }

        return type;
    }

    /// <exception cref="FormatException"><paramref name="name"/> is no name.</exception>
    public static void CheckName(string name)
    {
        bool isName = name.Length is > 0 and <= MaximumNameLength && !char.IsAsciiDigit(name[0]);
        foreach (char character in name)
        {
            isName &= char.IsAsciiLetterOrDigit(character) || character is '_' or '$' or ':' or '.';
        }

        if (!isName)
        {
            throw new FormatException($"\"{TypedDataSchema.Shorten(name)}\" is no name of typed data, which is {NameRule}");
        }
    }

    private static TypedDataType ParseInnermost(string name)
    {
        switch (name)
        {
            case "string":
                return new(TypedDataKind.Text, name);
            case "bytes":
                return new(TypedDataKind.Bytes, name);
            case "bool":
                return new(TypedDataKind.Boolean, name);
            case "address":
                return new(TypedDataKind.Address, name);
            case "uint" or "int":
                throw new FormatException($"\"{name}\" is no type of EIP-712: write {name}256");
            default:
                return ParseSized(name, "uint", TypedDataKind.Unsigned)
                    ?? ParseSized(name, "int", TypedDataKind.Signed)
                    ?? ParseSized(name, "bytes", TypedDataKind.FixedBytes)
                    ?? ParseStruct(name);
        }
    }

    private static TypedDataType? ParseSized(string name, string prefix, TypedDataKind kind)
    {
        ReadOnlySpan<char> digits = name.StartsWith(prefix, StringComparison.Ordinal) ? name.AsSpan(prefix.Length) : [];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        bool isSize = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && digits[0] != '0'
            && (kind is TypedDataKind.FixedBytes ? size <= WordSize : size % BitsAByte == 0 && size <= WordSize * BitsAByte);
        return isSize
            ? new TypedDataType(kind, name, size)
            : throw new FormatException($"\"{TypedDataSchema.Shorten(name)}\" is no type of EIP-712: {(kind is TypedDataKind.FixedBytes ? "bytes1 to bytes32" : $"{prefix}8 to {prefix}256, in steps of 8,")} are");
    }

    private static TypedDataType ParseStruct(string name)
    {
        CheckName(name);
        return new TypedDataType(TypedDataKind.Struct, name);
    }

    // Zero stands for any length.
    private static int ParseLength(string name, ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty)
        {
            return 0;
        }

        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && digits[0] != '0'
            ? length
            : throw new FormatException($"\"{TypedDataSchema.Shorten(name)}\" is no type of typed data: an array's length is a number from 1 on");
    }
}
