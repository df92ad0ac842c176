using System.Numerics;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>A value of typed data (EIP-712). What is written in code converts by itself; arrays and structs are made by <see cref="Items"/> and <see cref="Fields"/>.</summary>
public sealed class TypedDataValue
{
    private TypedDataValue(object content) => Content = content;

    /// <summary>A string, bytes, a Boolean value, an integer, an array of values, or a dictionary of them.</summary>
    internal object Content { get; }

    /// <summary>A <c>string</c>.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator TypedDataValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value);
    }

    /// <summary>A <c>bool</c>.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator TypedDataValue(bool value) => new(value);

    /// <summary>An integer, of any size that it fits into.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator TypedDataValue(int value) => new(new BigInteger(value));

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator TypedDataValue(long value) => new(new BigInteger(value));

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator TypedDataValue(ulong value) => new(new BigInteger(value));

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator TypedDataValue(UInt128 value) => new((BigInteger)value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator TypedDataValue(BigInteger value) => new(value);

    /// <summary><c>bytes</c>, or <c>bytes1</c> to <c>bytes32</c> of exactly this length. They are copied.</summary>
    /// <param name="value">The bytes.</param>
    public static implicit operator TypedDataValue(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new((byte[])value.Clone());
    }

    /// <inheritdoc cref="op_Implicit(byte[])"/>
    public static implicit operator TypedDataValue(ReadOnlyMemory<byte> value) => new(value.ToArray());

    /// <summary>An <c>address</c>.</summary>
    /// <param name="value">The address.</param>
    public static implicit operator TypedDataValue(EthereumAddress value) => new(value);

    /// <summary>A <c>bytes32</c>.</summary>
    /// <param name="value">The hash.</param>
    public static implicit operator TypedDataValue(Hash256 value) => new(value.ToArray());

    /// <summary>An array.</summary>
    /// <param name="items">Its items.</param>
    /// <returns>The value.</returns>
    public static TypedDataValue Items(params ReadOnlySpan<TypedDataValue> items) => new(items.ToArray());

    /// <summary>A struct.</summary>
    /// <param name="fields">Its members, by name; their order is the type's.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">Two members have one name.</exception>
    public static TypedDataValue Fields(params ReadOnlySpan<(string Name, TypedDataValue Value)> fields)
    {
        Dictionary<string, TypedDataValue> members = new(StringComparer.Ordinal);
        foreach ((string name, TypedDataValue value) in fields)
        {
            members.Add(name, value);
        }

        return new(members);
    }

    /// <summary>What kind of value it is.</summary>
    /// <returns>The kind, without the content.</returns>
    public override string ToString() => Content switch
    {
        string => "text",
        bool => "a Boolean value",
        BigInteger => "an integer",
        byte[] bytes => $"{bytes.Length} bytes",
        EthereumAddress => "an address",
        TypedDataValue[] items => $"an array of {items.Length}",
        _ => "a struct",
    };
}
