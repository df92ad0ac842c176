using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using PhatSdk.Primitives;

namespace PhatSdk.Metadata.Values;

/// <summary>Reads the text of values; <see cref="ScaleValue.Parse"/> has the grammar.</summary>
internal ref struct ScaleValueParser
{
    // Longer than any integer of SCALE, and short enough to be read at once.
    private const int MostDigits = 1024;
    private const int MostLongDigits = 18;

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _depth;
    private string _lastName = "";

    private ScaleValueParser(ReadOnlySpan<char> text) => _text = text;

    public static ScaleValue Parse(ReadOnlySpan<char> text)
    {
        ScaleValueParser parser = new(text);
        try
        {
            ScaleValue value = parser.ReadValue();
            if (parser.Peek() != '\0' || parser._position < text.Length)
            {
                parser.Fail("the end");
            }

            return value;
        }
        catch (ArgumentException exception)
        {
            throw TooDeep(exception);
        }
    }

    /// <summary>What a value refuses that is made of too deep ones.</summary>
    public static FormatException TooDeep(ArgumentException exception) => new($"the value is nested deeper than {ScaleValue.MaxDepth}", exception);

    /// <summary>A variant by the only entry of a struct: its content becomes its fields where it has several.</summary>
    public static ScaleVariant Variant(string name, ScaleValue content) =>
        new(name, content is ScaleFields { Items.Count: > 0 } or ScaleSequence { IsTuple: true, Count: > 1 } ? content : ScaleValue.Tuple(content));

    /// <summary>An integer of at most <see cref="MostDigits"/> digits.</summary>
    public static bool TryReadInteger(ReadOnlySpan<char> digits, [NotNullWhen(true)] out ScaleInteger? value)
    {
        if (digits.Length <= MostLongDigits && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long small))
        {
            value = ScaleInteger.Create(small);
            return true;
        }

        value = digits.Length <= MostDigits && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger integer)
            ? ScaleInteger.Create(integer)
            : null;
        return value is not null;
    }

    /// <summary>Bits as <c>0b01</c>, without the <c>0b</c>.</summary>
    public static ScaleBits ReadBits(ReadOnlySpan<char> digits)
    {
        bool[] bits = new bool[digits.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = digits[i] == '1';
        }

        return new ScaleBits(new BitSequence(bits));
    }

    private ScaleValue ReadValue()
    {
        char next = Peek();
        switch (next)
        {
            case '[':
                return ScaleValue.SequenceOf(ReadItems(']', out _));
            case '(':
                return ReadTuple();
            case '{':
                return ReadFields();
            case '"':
                string text = ReadText();
                return Peek() is '(' or '{' ? ReadVariant(text) : new ScaleText(text);
            case '-' or (>= '0' and <= '9'):
                return ReadDigits();
            default:
                string name = ReadName();
                return name is "true" or "false" && Peek() is not ('(' or '{') ? name == "true" : ReadVariant(name);
        }
    }

    private ScaleValue ReadDigits()
    {
        int start = _position++;
        while (_position < _text.Length && char.IsAsciiLetterOrDigit(_text[_position]))
        {
            _position++;
        }

        ReadOnlySpan<char> digits = _text[start.._position];
        if (digits.StartsWith("0x") && Hex.TryParse(digits, out byte[]? bytes))
        {
            return new ScaleBytes(bytes);
        }

        if (digits.StartsWith("0b") && digits[2..].IndexOfAnyExcept('0', '1') < 0)
        {
            return ReadBits(digits[2..]);
        }

        if (TryReadInteger(digits, out ScaleInteger? integer))
        {
            return integer;
        }

        _position = start;
        Fail("an integer of at most 1024 digits, bytes (0x) or bits (0b)");
        return null;
    }

    private ScaleSequence ReadTuple()
    {
        int start = _position;
        ScaleValue[] items = ReadItems(')', out bool endsWithComma);
        if (items.Length == 1 && !endsWithComma)
        {
            _position = start;
            Fail("a tuple; one of a single item has a comma behind it");
        }

        return ScaleValue.TupleOf(items);
    }

    private ScaleVariant ReadVariant(string name)
    {
        switch (Peek())
        {
            case '(':
                return new ScaleVariant(name, ScaleValue.TupleOf(ReadItems(')', out _)));
            case '{':
                (string[] names, ScaleValue[] values, _) = ReadEntries();
                return new ScaleVariant(name, new ScaleFields(names, values));
            default:
                return new ScaleVariant(name, ScaleValue.Unit);
        }
    }

    private ScaleValue ReadFields()
    {
        (string[] names, ScaleValue[] values, bool endsWithComma) = ReadEntries();
        return names.Length == 1 && !endsWithComma && ScaleName.IsLikeVariant(names[0]) ? Variant(names[0], values[0]) : ScaleFields.Of(names, values);
    }

    private ScaleValue[] ReadItems(char end, out bool endsWithComma)
    {
        Enter();
        endsWithComma = false;
        PooledList<ScaleValue> items = default;
        while (!TryTake(end))
        {
            items.Add(ReadValue());
            endsWithComma = TryTake(',');
            if (!endsWithComma && Peek() != end)
            {
                Fail($"a comma or {end}");
            }
        }

        _depth--;
        return items.ToArray();
    }

    private (string[] Names, ScaleValue[] Values, bool EndsWithComma) ReadEntries()
    {
        Enter();
        bool endsWithComma = false;
        ScaleEntryList entries = default;
        while (!TryTake('}'))
        {
            int start = _position;
            if (!entries.TryAddName(Peek() == '"' ? ReadText() : ReadName()))
            {
                _position = start;
                Fail("another name; this one is there twice");
            }

            if (!TryTake(':'))
            {
                Fail("a colon");
            }

            entries.AddValue(ReadValue());
            endsWithComma = TryTake(',');
            if (!endsWithComma && Peek() != '}')
            {
                Fail("a comma or }");
            }
        }

        _depth--;
        (string[] names, ScaleValue?[] values) = entries.ToArrays();
        return (names, values!, endsWithComma)!;
    }

    private string ReadName()
    {
        int start = _position;
        while (_position < _text.Length && ScaleName.IsPart(_text[_position]))
        {
            _position++;
        }

        if (start == _position || char.IsAsciiDigit(_text[start]))
        {
            _position = start;
            Fail("a value");
        }

        ReadOnlySpan<char> name = _text[start.._position];
        if (!name.SequenceEqual(_lastName))
        {
            _lastName = name.ToString();
        }

        return _lastName;
    }

    private string ReadText()
    {
        _position++;
        ReadOnlySpan<char> rest = _text[Math.Min(_position, _text.Length)..];
        int end = rest.IndexOfAny('"', '\\');
        if (end >= 0 && rest[end] == '"')
        {
            _position += end + 1;
            return rest[..end].ToString();
        }

        StringBuilder text = new();
        while (_position < _text.Length && _text[_position] != '"')
        {
            char character = _text[_position++];
            text.Append(character == '\\' ? ReadEscape() : character);
        }

        if (_position++ >= _text.Length)
        {
            _position = _text.Length;
            Fail("the quotation mark that ends the text");
        }

        return text.ToString();
    }

    private char ReadEscape()
    {
        char character = _position < _text.Length ? _text[_position++] : '\0';
        switch (character)
        {
            case '"' or '\\':
                return character;
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length
                && ushort.TryParse(_text.Slice(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _position += 4;
                return (char)code;
            default:
                _position--;
                Fail("\", \\, n, r, t or u and four digits");
                return default;
        }
    }

    private void Enter()
    {
        // The empty tuple at the bottom has a bracket as well.
        if (++_depth > ScaleValue.MaxDepth + 1)
        {
            Fail($"values nested at most {ScaleValue.MaxDepth} deep");
        }

        _position++;
    }

    private bool TryTake(char character)
    {
        bool isThere = Peek() == character;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>The next character behind white space; zero at the end.</summary>
    private char Peek()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        return _position < _text.Length ? _text[_position] : '\0';
    }

    [DoesNotReturn]
    private readonly void Fail(string expected)
    {
        string found = _position < _text.Length ? $"\"{_text.Slice(_position, Math.Min(_text.Length - _position, 24))}\"" : "the end";
        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"character {_position + 1} of the value's text: expected {expected}, got {found}"));
    }
}
