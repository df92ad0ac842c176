using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using PhatSdk.Primitives;

namespace PhatSdk.Metadata.Values;

/// <summary>A SCALE value of any type, for code that knows the type at run time only. <see cref="DynamicCodec"/> encodes and decodes it.</summary>
/// <remarks>
/// Immutable. Its text is <c>{ name: value }</c> for fields, <c>{ Variant: value }</c>, <c>Variant</c> or <c>variant(value)</c> for enums, <c>[1, 2]</c> for
/// vectors and arrays, <c>(1, "x")</c> for tuples, <c>0x0102</c> for bytes and <c>0b01</c> for bits; <see cref="Parse"/> reads it back. Its kinds: <see cref="ScaleBoolean"/>, <see cref="ScaleText"/>,
/// <see cref="ScaleInteger"/>, <see cref="ScaleBytes"/>, <see cref="ScaleBits"/>, <see cref="ScaleSequence"/>, <see cref="ScaleFields"/> and
/// <see cref="ScaleVariant"/>; there are no others.
/// </remarks>
public abstract partial class ScaleValue : IEquatable<ScaleValue>
{
    /// <summary>How deep values may be nested; deeper ones are refused when they are made.</summary>
    public const int MaxDepth = 512;

    private const int LongestDescription = 64;

    private protected ScaleValue()
    {
    }

    /// <summary>The values that this one is made of: a sequence's items, fields' values, a variant's fields. Empty for all others.</summary>
    public virtual IReadOnlyList<ScaleValue> Items => [];

    /// <summary>The name of a variant.</summary>
    /// <exception cref="InvalidOperationException">The value is no variant.</exception>
    public string VariantName => this is ScaleVariant variant ? variant.Name : throw Mismatch("a variant");

    /// <summary>How many levels of values lie below this one.</summary>
    internal virtual int Depth => 0;

    /// <summary>What kind of value it is, for messages.</summary>
    private protected abstract string Kind { get; }

    /// <summary>The value at a path.</summary>
    /// <param name="path">Names of fields and variants and places in sequences, joined by dots: <c>result.Ok.data</c>, <c>0.event</c>.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ScaleValue this[string path] =>
        TryGet(path, out ScaleValue? value) ? value : throw new InvalidOperationException($"there is no \"{path}\" in {Describe()}");

    /// <summary>One of <see cref="Items"/>.</summary>
    /// <param name="index">Its place.</param>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ScaleValue this[int index] =>
        (uint)index < (uint)Items.Count ? Items[index] : throw new InvalidOperationException($"there is no item {index} in {Describe()}");

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where they are of one kind and all that they are made of is the same.</returns>
    public static bool operator ==(ScaleValue? left, ScaleValue? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where they are not the same.</returns>
    public static bool operator !=(ScaleValue? left, ScaleValue? right) => !(left == right);

    /// <summary>The value at a path.</summary>
    /// <param name="path">Names of fields and variants and places in sequences, joined by dots.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string path, [NotNullWhen(true)] out ScaleValue? value)
    {
        ArgumentNullException.ThrowIfNull(path);
        value = this;
        foreach (Range segment in path.AsSpan().Split('.'))
        {
            value = value.Child(path.AsSpan()[segment]);
            if (value is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a <c>bool</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public bool AsBoolean() => this is ScaleBoolean boolean ? boolean.Value : throw Mismatch("a Boolean");

    /// <summary>The value of a <c>str</c> or <c>char</c>.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public string AsText() => this is ScaleText text ? text.Value : throw Mismatch("a Text");

    /// <summary>An integer of any size.</summary>
    /// <returns>The integer.</returns>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public BigInteger AsInteger() => this is ScaleInteger integer ? integer.Value : throw Mismatch("an Integer");

    /// <summary>An integer of at most 128 bits, such as a balance.</summary>
    /// <returns>The integer.</returns>
    /// <exception cref="InvalidOperationException">It is something else, negative or larger.</exception>
    public UInt128 AsUInt128() => this is ScaleInteger integer && integer.TryGetUInt128(out UInt128 value) ? value : throw Mismatch("an Integer of u128");

    /// <summary>An integer of at most 64 bits.</summary>
    /// <returns>The integer.</returns>
    /// <exception cref="InvalidOperationException">It is something else, negative or larger.</exception>
    public ulong AsUInt64() => AsUpTo(ulong.MaxValue, out UInt128 value) ? (ulong)value : throw Mismatch("an Integer of u64");

    /// <summary>An integer of at most 32 bits.</summary>
    /// <returns>The integer.</returns>
    /// <exception cref="InvalidOperationException">It is something else, negative or larger.</exception>
    public uint AsUInt32() => AsUpTo(uint.MaxValue, out UInt128 value) ? (uint)value : throw Mismatch("an Integer of u32");

    /// <summary>A copy of bytes.</summary>
    /// <returns>A new array.</returns>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public byte[] AsBytes() => this is ScaleBytes bytes ? bytes.Memory.ToArray() : throw Mismatch("Bytes");

    /// <summary>An account.</summary>
    /// <returns>The account.</returns>
    /// <exception cref="InvalidOperationException">It is no 32 bytes.</exception>
    public AccountId AsAccountId() =>
        this is ScaleBytes { Memory: { Length: AccountId.Size } memory } ? new AccountId(memory.Span) : throw Mismatch("Bytes of an account");

    /// <summary>A hash.</summary>
    /// <returns>The hash.</returns>
    /// <exception cref="InvalidOperationException">It is no 32 bytes.</exception>
    public Hash256 AsHash256() =>
        this is ScaleBytes { Memory: { Length: Hash256.Size } memory } ? new Hash256(memory.Span) : throw Mismatch("Bytes of a hash");

    /// <summary>Bits.</summary>
    /// <returns>The bits.</returns>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public BitSequence AsBits() => this is ScaleBits bits ? bits.Value : throw Mismatch("Bits");

    /// <inheritdoc/>
    public abstract bool Equals(ScaleValue? other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScaleValue);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>Formats the value for people.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        StringBuilder text = new();
        Format(text);
        return text.ToString();
    }

    internal abstract void Format(StringBuilder text);

    /// <summary>The kind and the start of the text: <c>Text "x"</c>.</summary>
    internal string Describe()
    {
        string text = ToString();
        return text.Length <= LongestDescription ? $"{Kind} {text}" : string.Create(CultureInfo.InvariantCulture, $"{Kind} {text.AsSpan(0, LongestDescription)}…");
    }

    private protected virtual ScaleValue? Child(ReadOnlySpan<char> name) => null;

    /// <summary>The depth of a value made of <paramref name="items"/>.</summary>
    private protected static int DepthAbove(ReadOnlySpan<ScaleValue> items)
    {
        int depth = 0;
        foreach (ScaleValue item in items)
        {
            ArgumentNullException.ThrowIfNull(item, nameof(items));
            depth = Math.Max(depth, item.Depth + 1);
        }

        return depth <= MaxDepth ? depth : throw new ArgumentException($"values are nested deeper than {MaxDepth}", nameof(items));
    }

    private bool AsUpTo(ulong largest, out UInt128 value)
    {
        value = default;
        return this is ScaleInteger integer && integer.TryGetUInt128(out value) && value <= largest;
    }

    private InvalidOperationException Mismatch(string expected) => new($"expected {expected}, got {Describe()}");
}
