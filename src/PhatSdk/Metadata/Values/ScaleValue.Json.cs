using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PhatSdk.Metadata.Values;

public abstract partial class ScaleValue
{
    /// <summary>The value as JSON, as <see cref="WriteJson"/> writes it.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair, which JSON cannot say.</exception>
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { MaxDepth = ScaleJson.MaxDepth }))
        {
            WriteJson(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the value as JSON.</summary>
    /// <param name="writer">Where to. For the deepest values it takes a <see cref="JsonWriterOptions.MaxDepth"/> of 1100.</param>
    /// <exception cref="ArgumentException">A text holds half of a surrogate pair, which JSON cannot say.</exception>
    /// <remarks>
    /// <list type="bullet">
    /// <item>Booleans are <c>true</c> and <c>false</c>; integers numbers up to 2^53 − 1 in size, else text of their digits.</item>
    /// <item>Bytes are text <c>"0x0102"</c>, bits <c>"0b01"</c>; text that begins with a digit or a minus is <c>{ "$text": "0x" }</c>, all other text is itself.</item>
    /// <item>Vectors, arrays and tuples are arrays; structs objects.</item>
    /// <item>A variant is <c>{ "Name": content }</c>, <c>{ "Name": null }</c> without fields; where the name begins with no capital letter
    /// <c>{ "$variant": { "name": content } }</c>. A struct of one field whose name begins with one is <c>{ "$fields": { "Name": value } }</c>.</item>
    /// <item>Names that begin with <c>$</c> have another <c>$</c> before them.</item>
    /// </list>
    /// </remarks>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ScaleJson.Write(writer, this);
    }

    /// <summary>Reads a value from the JSON that <see cref="WriteJson"/> writes; <c>null</c> as a value is none of an option.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">It is no such JSON, nested too deep, or goes on behind the value.</exception>
    public static ScaleValue FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return FromJson(Encoding.UTF8.GetBytes(json));
    }

    /// <inheritdoc cref="FromJson(string)"/>
    public static ScaleValue FromJson(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = ScaleJson.MaxDepth });
        try
        {
            reader.Read();
            ScaleValue value = ScaleJson.Read(ref reader);
            return reader.Read() ? throw new FormatException("the JSON goes on behind the value") : value;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the JSON is damaged: {exception.Message}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // Text that is no UTF-8, or holds half of a surrogate pair.
            throw new FormatException($"the JSON is damaged: {exception.Message}", exception);
        }
        catch (ArgumentException exception)
        {
            throw ScaleValueParser.TooDeep(exception);
        }
    }
}
