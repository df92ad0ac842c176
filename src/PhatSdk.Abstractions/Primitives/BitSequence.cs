using System.Collections;
using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>Bits in order: what a SCALE bit sequence holds, whatever its store and order on the wire.</summary>
public sealed class BitSequence : IReadOnlyList<bool>, IEquatable<BitSequence>
{
    private const int MaxCount = (1 << 29) - 1;

    private readonly byte[] _bits;

    /// <summary>Creates a sequence.</summary>
    /// <param name="bits">The bits, the first one first.</param>
    public BitSequence(ReadOnlySpan<bool> bits)
    {
        Count = bits.Length;
        _bits = new byte[(bits.Length + 7) / 8];
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i])
            {
                _bits[i >> 3] |= (byte)(1 << (i & 7));
            }
        }
    }

    private BitSequence(byte[] bits, int count)
    {
        _bits = bits;
        Count = count;
    }

    /// <summary>The number of bits.</summary>
    public int Count { get; }

    /// <summary>The bits, eight a byte, the first in the lowest place; bits beyond <see cref="Count"/> are zero.</summary>
    public ReadOnlySpan<byte> LeastSignificantFirst => _bits;

    /// <inheritdoc/>
    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return (_bits[index >> 3] >> (index & 7) & 1) != 0;
        }
    }

    /// <summary>Creates a sequence from bytes whose lowest bit comes first.</summary>
    /// <param name="bytes">Eight bits a byte; exactly as many bytes as <paramref name="count"/> needs.</param>
    /// <param name="count">The number of bits; those beyond are dropped.</param>
    /// <returns>The sequence.</returns>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length than <paramref name="count"/> needs.</exception>
    public static BitSequence FromLeastSignificantFirst(ReadOnlySpan<byte> bytes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (bytes.Length != (count + 7L) / 8)
        {
            throw new ArgumentException($"{bytes.Length} bytes given for {count} bits", nameof(bytes));
        }

        byte[] bits = bytes.ToArray();
        if ((count & 7) != 0)
        {
            bits[^1] &= (byte)((1 << (count & 7)) - 1);
        }

        return new BitSequence(bits, count);
    }

    /// <summary>Reads a sequence: the number of bits, then words that hold them.</summary>
    /// <param name="reader">Where from; it stands behind the sequence afterwards.</param>
    /// <param name="wordSize">The store's size in bytes: 1, 2, 4 or 8 for <c>u8</c> to <c>u64</c>.</param>
    /// <param name="order">Which bit of a word is the first.</param>
    /// <returns>The sequence. Bits of the last word beyond it are dropped, as <c>bitvec</c> drops them.</returns>
    /// <exception cref="ScaleException">The input ends, or the sequence is longer than 2^29 - 1 bits.</exception>
    public static BitSequence Decode(ref ScaleReader reader, int wordSize, BitOrder order)
    {
        CheckWordSize(wordSize);
        int start = reader.Offset;
        uint count = reader.ReadCompactUInt32();
        if (count > MaxCount)
        {
            throw new ScaleException($"{count} bits are more than a bit sequence holds", start);
        }

        int words = (int)((count + (8 * (uint)wordSize) - 1) / (8 * (uint)wordSize));
        ReadOnlySpan<byte> stored = reader.ReadRaw(words * wordSize);
        byte[] bits = new byte[(count + 7) / 8];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = order == BitOrder.Lsb0 ? stored[i] : Reverse(stored[InMsb0Word(i, wordSize)]);
        }

        if ((count & 7) != 0)
        {
            bits[^1] &= (byte)((1 << (int)(count & 7)) - 1);
        }

        return new BitSequence(bits, (int)count);
    }

    /// <summary>Appends the sequence: the number of bits, then words that hold them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="wordSize">The store's size in bytes: 1, 2, 4 or 8 for <c>u8</c> to <c>u64</c>.</param>
    /// <param name="order">Which bit of a word is the first.</param>
    /// <exception cref="InvalidOperationException">The sequence is longer than 2^29 - 1 bits.</exception>
    public void Encode(ref ScaleWriter writer, int wordSize, BitOrder order)
    {
        CheckWordSize(wordSize);
        if (Count > MaxCount)
        {
            throw new InvalidOperationException($"{Count} bits are more than a bit sequence holds");
        }

        writer.WriteLength(Count);
        Span<byte> stored = writer.Advance((_bits.Length + wordSize - 1) / wordSize * wordSize);
        stored.Clear();
        for (int i = 0; i < _bits.Length; i++)
        {
            stored[order == BitOrder.Lsb0 ? i : InMsb0Word(i, wordSize)] = order == BitOrder.Lsb0 ? _bits[i] : Reverse(_bits[i]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(BitSequence? other) => other is not null && Count == other.Count && _bits.AsSpan().SequenceEqual(other._bits);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BitSequence);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Count);
        hash.AddBytes(_bits);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<bool> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Formats the bits.</summary>
    /// <returns><c>0b</c> and a digit a bit, the first bit first.</returns>
    public override string ToString() => string.Create(Count + 2, this, static (text, bits) =>
    {
        "0b".CopyTo(text);
        for (int i = 0; i < bits.Count; i++)
        {
            text[i + 2] = bits[i] ? '1' : '0';
        }
    });

    // The first bits are a word's highest, so in its last byte, as words are little-endian.
    private static int InMsb0Word(int index, int wordSize) => index ^ (wordSize - 1);

    private static byte Reverse(byte bits)
    {
        int value = ((bits & 0x55) << 1) | ((bits >> 1) & 0x55);
        value = ((value & 0x33) << 2) | ((value >> 2) & 0x33);
        return (byte)((value << 4) | (value >> 4));
    }

    private static void CheckWordSize(int wordSize)
    {
        if (wordSize is not (1 or 2 or 4 or 8))
        {
            throw new ArgumentOutOfRangeException(nameof(wordSize), wordSize, "words have 1, 2, 4 or 8 bytes");
        }
    }
}
