namespace PhatSdk.Crypto.Addresses;

/// <summary>Base 58 with Bitcoin's alphabet, for the few dozen bytes of an address: quadratic, so that callers bound the length.</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int Radix = 58;

    /// <summary>Encodes; the text has at most 1.37 characters a byte, rounded up.</summary>
    /// <returns>The text's length.</returns>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        int zeroes = bytes.IndexOfAnyExcept((byte)0) is int first and >= 0 ? first : bytes.Length;
        Span<byte> digits = stackalloc byte[text.Length];
        int count = 0;
        foreach (byte value in bytes[zeroes..])
        {
            int carry = value;
            for (int i = 0; i < count; i++)
            {
                carry += digits[i] << 8;
                digits[i] = (byte)(carry % Radix);
                carry /= Radix;
            }

            for (; carry != 0; carry /= Radix)
            {
                digits[count++] = (byte)(carry % Radix);
            }
        }

        text[..zeroes].Fill(Alphabet[0]);
        for (int i = 0; i < count; i++)
        {
            text[zeroes + i] = Alphabet[digits[count - 1 - i]];
        }

        return zeroes + count;
    }

    /// <summary>Decodes; false where a character is none of the alphabet.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Where the bytes go.</param>
    /// <param name="size">How many there are, if they fit.</param>
    /// <param name="fits">Whether they do.</param>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, out int size, out bool fits)
    {
        int zeroes = text.IndexOfAnyExcept(Alphabet[0]) is int first and >= 0 ? first : text.Length;
        size = 0;
        fits = true;
        foreach (char character in text[zeroes..])
        {
            int carry = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (carry < 0)
            {
                return false;
            }

            for (int i = 0; i < size; i++)
            {
                carry += bytes[i] * Radix;
                bytes[i] = unchecked((byte)carry);
                carry >>= 8;
            }

            for (; carry != 0 && fits; carry >>= 8)
            {
                fits = size < bytes.Length;
                if (fits)
                {
                    bytes[size++] = unchecked((byte)carry);
                }
            }
        }

        fits &= zeroes + size <= bytes.Length;
        if (fits)
        {
            bytes[..size].Reverse();
            bytes[..size].CopyTo(bytes[zeroes..]);
            bytes[..zeroes].Clear();
            size += zeroes;
        }

        return true;
    }
}
