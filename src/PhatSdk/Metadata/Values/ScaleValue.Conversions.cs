using System.Collections;
using System.Numerics;
using PhatSdk.Primitives;

namespace PhatSdk.Metadata.Values;

public abstract partial class ScaleValue
{
    /// <summary>No value at all: <c>()</c>.</summary>
    public static ScaleValue Unit => ScaleSequence.Empty;

    /// <summary>No value of an <c>Option</c>.</summary>
    public static ScaleValue None => ScaleVariant.None;

    /// <summary>A <c>bool</c>.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ScaleValue(bool value) => value ? ScaleBoolean.True : ScaleBoolean.False;

    /// <summary>A <c>str</c>, or a <c>char</c> where it is one character.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator ScaleValue(string value) => new ScaleText(value);

    /// <summary>An integer; it fits every integer type that it is not too large for.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ScaleValue(int value) => ScaleInteger.Create(value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator ScaleValue(uint value) => ScaleInteger.Create(value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator ScaleValue(long value) => ScaleInteger.Create(value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator ScaleValue(ulong value) => ScaleInteger.Create(value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator ScaleValue(Int128 value) => ScaleInteger.Create(value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator ScaleValue(UInt128 value) => ScaleInteger.Create(value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator ScaleValue(BigInteger value) => ScaleInteger.Create(value);

    /// <summary>A <c>Vec&lt;u8&gt;</c>, an array of <c>u8</c>, or a struct of one, such as a hash. The bytes are copied.</summary>
    /// <param name="value">The bytes.</param>
    public static implicit operator ScaleValue(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ScaleBytes(value.AsSpan());
    }

    /// <summary>Bytes; they are copied.</summary>
    /// <param name="value">The bytes.</param>
    public static implicit operator ScaleValue(ReadOnlyMemory<byte> value) => new ScaleBytes(value.Span);

    /// <summary>An account, as its bytes.</summary>
    /// <param name="value">The account.</param>
    public static implicit operator ScaleValue(AccountId value) => new ScaleBytes(value.Span);

    /// <summary>A hash, as its bytes.</summary>
    /// <param name="value">The hash.</param>
    public static implicit operator ScaleValue(Hash256 value) => new ScaleBytes(value.Span);

    /// <summary>A code's hash, as its bytes.</summary>
    /// <param name="value">The hash.</param>
    public static implicit operator ScaleValue(CodeHash value) => new ScaleBytes(value.Span);

    /// <summary>Bits.</summary>
    /// <param name="value">The bits.</param>
    public static implicit operator ScaleValue(BitSequence value) => new ScaleBits(value);

    /// <summary>A weight, as the fields <c>ref_time</c> and <c>proof_size</c>.</summary>
    /// <param name="value">The weight.</param>
    public static implicit operator ScaleValue(Weight value) => Fields(("ref_time", value.RefTime), ("proof_size", value.ProofSize));

    /// <summary>A vector, set or array; tuples and structs without names may be said so too.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The value.</returns>
    public static ScaleValue Sequence(params ReadOnlySpan<ScaleValue> items) => SequenceOf(items.ToArray());

    /// <summary>A tuple.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The value.</returns>
    public static ScaleValue Tuple(params ReadOnlySpan<ScaleValue> items) => TupleOf(items.ToArray());

    internal static ScaleSequence SequenceOf(ScaleValue[] items) => items.Length == 0 ? ScaleSequence.EmptyVector : new ScaleSequence(items, isTuple: false);

    internal static ScaleSequence TupleOf(ScaleValue[] items) => items.Length == 0 ? ScaleSequence.Empty : new ScaleSequence(items, isTuple: true);

    /// <summary>A struct with names.</summary>
    /// <param name="fields">The fields, in any order.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public static ScaleValue Fields(params ReadOnlySpan<(string Name, ScaleValue Value)> fields) => ScaleFields.Create(fields);

    /// <summary>A variant of an enum.</summary>
    /// <param name="name">The variant's name.</param>
    /// <param name="fields">Its fields: <see cref="Fields"/>, <see cref="Tuple"/>, or the value of its only field; null where it has none.</param>
    /// <returns>The value.</returns>
    public static ScaleValue Variant(string name, ScaleValue? fields = null) => new ScaleVariant(name, fields ?? Unit);

    /// <summary>A value of an <c>Option</c>.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The option.</returns>
    public static ScaleValue Some(ScaleValue value) => new ScaleVariant("Some", Tuple(value));

    /// <summary>Turns a plain .NET value into a SCALE value.</summary>
    /// <param name="value">
    /// Null (an option's none), a Boolean, text, character, integer, bytes, account, hash, weight, bits, <see cref="ScaleValue"/>, a dictionary from text
    /// (fields), or a sequence of such values.
    /// </param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is of another type, or holds such a value.</exception>
    public static ScaleValue FromObject(object? value) => FromObject(value, 0);

    /// <summary>
    /// The value as plain .NET types: <see cref="bool"/>, <see cref="string"/>, <see cref="BigInteger"/>, <see cref="byte"/> arrays,
    /// <see cref="BitSequence"/>, arrays of such, dictionaries by name; a variant without fields as its name, another one as a dictionary of one entry,
    /// none of an option as null and some of it as the value itself.
    /// </summary>
    /// <returns>The value.</returns>
    public abstract object? ToObject();

    private static ScaleValue FromObject(object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"values are nested deeper than {MaxDepth}", nameof(value));
        }

        return value switch
        {
            null => None,
            ScaleValue scale => scale,
            bool boolean => boolean,
            string text => text,
            char character => character.ToString(),
            byte number => (uint)number,
            sbyte number => (int)number,
            ushort number => (uint)number,
            short number => (int)number,
            uint number => number,
            int number => number,
            ulong number => number,
            long number => number,
            UInt128 number => number,
            Int128 number => number,
            BigInteger number => number,
            byte[] bytes => bytes,
            ReadOnlyMemory<byte> bytes => bytes,
            AccountId account => account,
            Hash256 hash => hash,
            CodeHash hash => hash,
            Weight weight => weight,
            BitSequence bits => bits,
            IEnumerable<KeyValuePair<string, object?>> fields => Fields(fields.Select(field => (field.Key, FromObject(field.Value, depth + 1))).ToArray()),
            IEnumerable items => Sequence(items.Cast<object?>().Select(item => FromObject(item, depth + 1)).ToArray()),
            _ => throw new ArgumentException($"{value.GetType()} has no SCALE value", nameof(value)),
        };
    }
}
