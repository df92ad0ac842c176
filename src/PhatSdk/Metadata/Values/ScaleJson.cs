using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using PhatSdk.Primitives;

namespace PhatSdk.Metadata.Values;

/// <summary>Values as JSON; <see cref="ScaleValue.WriteJson"/> says how.</summary>
internal static class ScaleJson
{
    /// <summary>How deep the JSON of a value may be: each level of it two of JSON, and some.</summary>
    public const int MaxDepth = (2 * ScaleValue.MaxDepth) + 76;

    private const int StackSize = 64;
    private const string Text = "$text";
    private const string Variant = "$variant";
    private const string Fields = "$fields";

    private static readonly BigInteger LargestNumber = (1L << 53) - 1;

    public static void Write(Utf8JsonWriter writer, ScaleValue value)
    {
        switch (value)
        {
            case ScaleBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case ScaleInteger integer:
                WriteInteger(writer, integer.Value);
                break;
            case ScaleText text when StartsLikeNumber(text.Value):
                writer.WriteStartObject();
                writer.WriteString(Text, text.Value);
                writer.WriteEndObject();
                break;
            case ScaleText text:
                writer.WriteStringValue(text.Value);
                break;
            case ScaleBytes or ScaleBits:
                writer.WriteStringValue(value.ToString());
                break;
            case ScaleSequence sequence:
                writer.WriteStartArray();
                foreach (ScaleValue item in sequence.Span)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ScaleFields fields:
                WriteFields(writer, fields);
                break;
            case ScaleVariant variant:
                WriteVariant(writer, variant);
                break;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    /// <exception cref="FormatException">There is no value.</exception>
    /// <exception cref="JsonException">The JSON is damaged.</exception>
    public static ScaleValue Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False:
                return reader.TokenType == JsonTokenType.True;
            case JsonTokenType.Null:
                return ScaleValue.None;
            case JsonTokenType.Number:
                Span<char> digits = reader.ValueSpan.Length <= StackSize ? stackalloc char[reader.ValueSpan.Length] : new char[reader.ValueSpan.Length];
                Encoding.UTF8.GetChars(reader.ValueSpan, digits);
                return ScaleValueParser.TryReadInteger(digits, out ScaleInteger? number) ? number : throw Wrong(reader, "an integer of at most 1024 digits");
            case JsonTokenType.String:
                return ReadText(ref reader);
            case JsonTokenType.StartArray:
                PooledList<ScaleValue> items = default;
                while (Next(ref reader) != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader));
                }

                return ScaleValue.SequenceOf(items.ToArray());
            case JsonTokenType.StartObject:
                return ReadObject(ref reader);
            default:
                throw Wrong(reader, "a value");
        }
    }

    private static void WriteInteger(Utf8JsonWriter writer, BigInteger value)
    {
        if (BigInteger.Abs(value) <= LargestNumber)
        {
            writer.WriteNumberValue((long)value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, ScaleFields fields)
    {
        bool isMarked = fields.Names is [string only] && ScaleName.IsLikeVariant(only);
        writer.WriteStartObject();
        if (isMarked)
        {
            writer.WriteStartObject(Fields);
        }

        for (int i = 0; i < fields.Names.Count; i++)
        {
            writer.WritePropertyName(Escape(fields.Names[i]));
            Write(writer, fields.Items[i]);
        }

        if (isMarked)
        {
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteVariant(Utf8JsonWriter writer, ScaleVariant variant)
    {
        bool isMarked = !ScaleName.IsLikeVariant(variant.Name);
        writer.WriteStartObject();
        if (isMarked)
        {
            writer.WriteStartObject(Variant);
        }

        writer.WritePropertyName(Escape(variant.Name));
        if (variant.IsPlain)
        {
            writer.WriteNullValue();
        }
        else
        {
            Write(writer, variant.Content);
        }

        if (isMarked)
        {
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static ScaleValue ReadText(ref Utf8JsonReader reader)
    {
        string text = reader.GetString()!;
        if (!StartsLikeNumber(text))
        {
            return new ScaleText(text);
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) && Hex.TryParse(text, out byte[]? bytes))
        {
            return new ScaleBytes(bytes);
        }

        if (text.StartsWith("0b", StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExcept('0', '1') < 0)
        {
            return ScaleValueParser.ReadBits(text.AsSpan(2));
        }

        return ScaleValueParser.TryReadInteger(text, out ScaleInteger? integer) ? integer : throw Wrong(reader, $"an integer, bytes (0x) or bits (0b); other text goes into \"{Text}\"");
    }

    private static ScaleValue ReadObject(ref Utf8JsonReader reader)
    {
        if (Next(ref reader) == JsonTokenType.EndObject)
        {
            return ScaleFields.Of([], []);
        }

        string first = reader.GetString()!;
        if (first is not (Text or Variant or Fields))
        {
            (string[] names, ScaleValue?[] values) = ReadEntries(ref reader);
            return names.Length == 1 && ScaleName.IsLikeVariant(names[0]) ? CreateVariant(names[0], values[0]) : CreateFields(names, values);
        }

        ScaleValue value;
        JsonTokenType next = Next(ref reader);
        if (first == Text)
        {
            value = next == JsonTokenType.String ? new ScaleText(reader.GetString()!) : throw Wrong(reader, "text");
        }
        else
        {
            if (next != JsonTokenType.StartObject || Next(ref reader) != JsonTokenType.PropertyName)
            {
                throw Wrong(reader, "an object with an entry");
            }

            (string[] names, ScaleValue?[] values) = ReadEntries(ref reader);
            value = first == Fields ? CreateFields(names, values)
                : names.Length == 1 ? CreateVariant(names[0], values[0]) : throw Wrong(reader, "a single variant");
        }

        return Next(ref reader) == JsonTokenType.EndObject ? value : throw Wrong(reader, $"nothing beside \"{first}\"");
    }

    /// <summary>The entries of an object up to its end; a value of <c>null</c> stays null.</summary>
    private static (string[] Names, ScaleValue?[] Values) ReadEntries(ref Utf8JsonReader reader)
    {
        ScaleEntryList entries = default;
        do
        {
            string name = reader.GetString()!;
            if (name.StartsWith('$'))
            {
                name = name.StartsWith("$$", StringComparison.Ordinal) ? name[1..] : throw Wrong(reader, "a name; one that begins with $ is written with two");
            }

            if (!entries.TryAddName(name))
            {
                throw Wrong(reader, "another name; this one is there twice");
            }

            entries.AddValue(Next(ref reader) == JsonTokenType.Null ? null : Read(ref reader));
        }
        while (Next(ref reader) != JsonTokenType.EndObject);
        return entries.ToArrays();
    }

    private static ScaleVariant CreateVariant(string name, ScaleValue? content) => content switch
    {
        null => new ScaleVariant(name, ScaleValue.Unit),
        ScaleSequence { Count: > 1 } items => new ScaleVariant(name, ScaleValue.Tuple(items.Span)),
        _ => ScaleValueParser.Variant(name, content),
    };

    private static ScaleFields CreateFields(string[] names, ScaleValue?[] values) => new(names, Array.ConvertAll(values, static value => value ?? ScaleValue.None));

    private static string Escape(string name) => name.StartsWith('$') ? "$" + name : name;

    private static bool StartsLikeNumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-');

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw Wrong(reader, "more");

    private static FormatException Wrong(in Utf8JsonReader reader, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"byte {reader.TokenStartIndex} of the value's JSON: expected {expected}"));
}
