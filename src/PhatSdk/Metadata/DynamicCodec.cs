using PhatSdk.Metadata.Codecs;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata;

/// <summary>Encodes and decodes values by the description of their type in a registry.</summary>
/// <remarks>
/// A struct of one field without a name is its field's value: an account or a hash is <see cref="ScaleBytes"/>, a <c>BTreeMap</c> a sequence of pairs. For
/// encoding it may be given as a sequence of that one value too. Fields may come in any order, and without names where they are in the type's order.
/// What a type takes to encode is worked out once a registry, and kept as long as that lives.
/// </remarks>
public static class DynamicCodec
{
    private const int StackSize = 256;

    /// <summary>Appends a value's encoding.</summary>
    /// <param name="writer">Where to. What was appended before a refusal stays.</param>
    /// <param name="types">The registry.</param>
    /// <param name="typeId">The type in it.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">What the value is called in messages.</param>
    /// <exception cref="ArgumentException">The value is not of the type; the message says where: <c>value.to: expected Compact&lt;u128&gt;, got Text "x"</c>.</exception>
    /// <exception cref="MetadataException">The registry does not describe the type fully.</exception>
    public static void Encode(ref ScaleWriter writer, TypeRegistry types, int typeId, ScaleValue value, string name = "value")
    {
        ArgumentNullException.ThrowIfNull(value);
        TypeCodec codec = TypeCodecs.Of(types).Get(typeId);
        try
        {
            codec.Encode(ref writer, value);
        }
        catch (ScaleMismatchException mismatch)
        {
            throw new ArgumentException(mismatch.MessageFor(name), nameof(value));
        }
    }

    /// <summary>Encodes a value.</summary>
    /// <param name="types">The registry.</param>
    /// <param name="typeId">The type in it.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">What the value is called in messages.</param>
    /// <returns>Its bytes.</returns>
    /// <inheritdoc cref="Encode(ref ScaleWriter, TypeRegistry, int, ScaleValue, string)"/>
    public static byte[] Encode(TypeRegistry types, int typeId, ScaleValue value, string name = "value")
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            Encode(ref writer, types, typeId, value, name);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Reads a value.</summary>
    /// <param name="reader">Where from; it stands behind the value afterwards.</param>
    /// <param name="types">The registry.</param>
    /// <param name="typeId">The type in it.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value.</exception>
    /// <exception cref="MetadataException">The registry does not describe the type fully.</exception>
    public static ScaleValue Decode(ref ScaleReader reader, TypeRegistry types, int typeId) => TypeCodecs.Of(types).Get(typeId).Decode(ref reader);

    /// <summary>Decodes a value that takes all of <paramref name="data"/>.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="types">The registry.</param>
    /// <param name="typeId">The type in it.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ScaleException">The bytes are no such value, or more.</exception>
    /// <exception cref="MetadataException">The registry does not describe the type fully.</exception>
    public static ScaleValue Decode(ReadOnlySpan<byte> data, TypeRegistry types, int typeId)
    {
        ScaleReader reader = new(data);
        ScaleValue value = Decode(ref reader, types, typeId);
        reader.ThrowIfNotAtEnd();
        return value;
    }

    /// <summary>Goes past a value without making it, and checks it all the same.</summary>
    /// <param name="reader">Where from; it stands behind the value afterwards.</param>
    /// <param name="types">The registry.</param>
    /// <param name="typeId">The type in it.</param>
    /// <exception cref="ScaleException">The bytes are no such value.</exception>
    /// <exception cref="MetadataException">The registry does not describe the type fully.</exception>
    public static void Skip(ref ScaleReader reader, TypeRegistry types, int typeId) => TypeCodecs.Of(types).Get(typeId).Skip(ref reader);
}
