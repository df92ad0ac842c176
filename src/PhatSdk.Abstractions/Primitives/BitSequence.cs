using System.Collections;

namespace PhatSdk.Primitives;

/// <summary>Bits in order: what a SCALE bit sequence holds, whatever its store and order on the wire.</summary>
public sealed class BitSequence : IReadOnlyList<bool>, IEquatable<BitSequence>
{
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
}
