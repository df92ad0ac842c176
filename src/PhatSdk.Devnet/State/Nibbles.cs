using System.Diagnostics;

namespace PhatSdk.Devnet.State;

/// <summary>A key's halves of bytes, high before low: what a base-16 trie branches on.</summary>
internal static class Nibbles
{
    internal static int Count(ReadOnlySpan<byte> key) => key.Length * 2;

    internal static int At(ReadOnlySpan<byte> key, int index)
    {
        int pair = key[index >> 1];
        return (index & 1) == 0 ? pair >> 4 : pair & 0xf;
    }

    /// <summary>The key's rest from nibble <paramref name="start"/> on, one nibble a byte.</summary>
    internal static byte[] From(ReadOnlySpan<byte> key, int start)
    {
        int count = Count(key) - start;
        if (count == 0)
        {
            return [];
        }

        byte[] nibbles = new byte[count];
        for (int i = 0; i < nibbles.Length; i++)
        {
            nibbles[i] = (byte)At(key, start + i);
        }

        return nibbles;
    }

    /// <summary>How many nibbles of <paramref name="partial"/> the key has from <paramref name="start"/> on.</summary>
    internal static int CommonLength(ReadOnlySpan<byte> partial, ReadOnlySpan<byte> key, int start)
    {
        int most = Math.Min(partial.Length, Count(key) - start);
        int common = 0;
        while (common < most && partial[common] == At(key, start + common))
        {
            common++;
        }

        return common;
    }

    /// <summary>Joins pairs of nibbles to bytes.</summary>
    internal static byte[] Pack(ReadOnlySpan<byte> nibbles)
    {
        Debug.Assert((nibbles.Length & 1) == 0, "keys are whole bytes");
        byte[] key = new byte[nibbles.Length / 2];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = (byte)(nibbles[2 * i] << 4 | nibbles[2 * i + 1]);
        }

        return key;
    }
}
