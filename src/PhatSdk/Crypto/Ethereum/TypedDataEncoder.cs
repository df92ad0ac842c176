using System.Numerics;
using System.Text;
using PhatSdk.Crypto.Keccak;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>Hashes values of typed data (<c>encodeData</c>, <c>hashStruct</c>). A value that its type does not fit, lacks a member or has one too many is refused by its path.</summary>
internal sealed class TypedDataEncoder(TypedDataSchema schema)
{
    private const int WordSize = 32;
    private const int MaximumDepth = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The hash of a struct: 32 bytes.</summary>
    /// <param name="name">The struct's type.</param>
    /// <param name="value">The struct.</param>
    /// <param name="path">How messages name it.</param>
    /// <exception cref="FormatException">The value is none of the type.</exception>
    public byte[] HashStruct(string name, TypedDataValue value, string path)
    {
        byte[] hash = new byte[WordSize];
        HashStruct(name, value, new TypedDataPath(path), hash);
        return hash;
    }

    private static FormatException Unfit(TypedDataPath path, string type, string why) => new($"{TypedDataSchema.Shorten(path.ToString())} of typed data is no {TypedDataSchema.Shorten(type)}: {why}");

    private static void WriteInteger(TypedDataType type, BigInteger number, TypedDataPath path, Span<byte> word)
    {
        bool isSigned = type.Kind is TypedDataKind.Signed;
        BigInteger limit = BigInteger.One << (isSigned ? type.Size - 1 : type.Size);
        if (number >= limit || number < (isSigned ? -limit : BigInteger.Zero))
        {
            throw Unfit(path, type.Name, "the number is out of range");
        }

        word.Fill(number.Sign < 0 ? byte.MaxValue : (byte)0);
        int size = number.GetByteCount(!isSigned);
        number.TryWriteBytes(word[^size..], out _, !isSigned, isBigEndian: true);
    }

    private static void HashText(string text, TypedDataPath path, Span<byte> word)
    {
        try
        {
            KeccakSponge.Hash(Utf8.GetBytes(text), word);
        }
        catch (EncoderFallbackException)
        {
            throw Unfit(path, "string", "it holds half of a surrogate pair");
        }
    }

    private void WriteWord(TypedDataType type, TypedDataValue value, TypedDataPath path, Span<byte> word)
    {
        if (path.Depth > MaximumDepth)
        {
            throw new FormatException($"typed data is nested deeper than {MaximumDepth}");
        }

        switch (type.Kind, value.Content)
        {
            case (TypedDataKind.Text, string text):
                HashText(text, path, word);
                break;
            case (TypedDataKind.Bytes, byte[] bytes):
                KeccakSponge.Hash(bytes, word);
                break;
            case (TypedDataKind.FixedBytes, byte[] bytes) when bytes.Length == type.Size:
                word.Clear();
                bytes.CopyTo(word);
                break;
            case (TypedDataKind.Boolean, bool flag):
                word.Clear();
                word[^1] = flag ? (byte)1 : (byte)0;
                break;
            case (TypedDataKind.Address, EthereumAddress address):
                word.Clear();
                address.Span.CopyTo(word[^EthereumAddress.Size..]);
                break;
            case (TypedDataKind.Unsigned or TypedDataKind.Signed, BigInteger number):
                WriteInteger(type, number, path, word);
                break;
            case (TypedDataKind.Array, TypedDataValue[] items) when type.Size == 0 || items.Length == type.Size:
                HashItems(type.Element!, items, path, word);
                break;
            case (TypedDataKind.Struct, _):
                HashStruct(type.Name, value, path, word);
                break;
            default:
                throw Unfit(path, type.Name, $"it is {value}");
        }
    }

    private void HashItems(TypedDataType element, TypedDataValue[] items, TypedDataPath path, Span<byte> hash)
    {
        byte[] words = new byte[WordSize * items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            WriteWord(element, items[i], path.Item(i), words.AsSpan(WordSize * i, WordSize));
        }

        KeccakSponge.Hash(words, hash);
    }

    private void HashStruct(string name, TypedDataValue value, TypedDataPath path, Span<byte> hash)
    {
        if (value.Content is not Dictionary<string, TypedDataValue> members)
        {
            throw Unfit(path, name, $"it is {value}");
        }

        ReadOnlySpan<(string Name, TypedDataType Type)> fields = schema.FieldsOf(name);
        byte[] words = new byte[WordSize * (1 + fields.Length)];
        schema.TypeHashOf(name).CopyTo(words);
        for (int i = 0; i < fields.Length; i++)
        {
            if (!members.TryGetValue(fields[i].Name, out TypedDataValue? member))
            {
                throw Unfit(path, name, $"it has no \"{TypedDataSchema.Shorten(fields[i].Name)}\"");
            }

            WriteWord(fields[i].Type, member, path.Member(fields[i].Name), words.AsSpan(WordSize * (1 + i), WordSize));
        }

        // What nobody signs must not look as if it were signed.
        if (members.Count > fields.Length)
        {
            string extra = members.Keys.First(key => !IsField(name, key));
            throw Unfit(path, name, $"it has \"{TypedDataSchema.Shorten(extra)}\", which the type has not");
        }

        KeccakSponge.Hash(words, hash);
    }

    private bool IsField(string name, string key)
    {
        foreach ((string field, _) in schema.FieldsOf(name))
        {
            if (field == key)
            {
                return true;
            }
        }

        return false;
    }
}
