using System.Globalization;

namespace PhatSdk.TestKit;

/// <summary>Reads the types' spelling in <c>scale.json</c>, which says it in its <c>about</c>.</summary>
public sealed class TypeSyntaxParser
{
    private readonly string _text;
    private readonly List<(string Name, List<TypeSyntax> Uses)> _recursive = [];
    private int _at;

    private TypeSyntaxParser(string text) => _text = text;

    public static TypeSyntax Parse(string text)
    {
        TypeSyntaxParser parser = new(text.Replace(" (not Option<bool>)", "", StringComparison.Ordinal));
        TypeSyntax type = parser.Type();
        return parser._at == parser._text.Length ? type : throw new FormatException($"{text}: place {parser._at}");
    }

    private TypeSyntax Type()
    {
        if (Take("recursive "))
        {
            return Recursive();
        }

        if (Take("("))
        {
            return new TypeSyntax("()") { Arguments = List(")", Type) };
        }

        if (Take("["))
        {
            TypeSyntax element = Type();
            Expect(";");
            int length = int.Parse(Word(), CultureInfo.InvariantCulture);
            Expect("]");
            return new TypeSyntax("[]") { Arguments = [element], Length = length };
        }

        string name = Word();
        return name switch
        {
            "struct" when Take("{") => new TypeSyntax(name) { Fields = List("}", Field) },
            "enum" when Take("{") => Enum(name),
            _ when Take("<") => new TypeSyntax(name) { Arguments = List(">", Type) },
            _ => Named(name),
        };
    }

    private TypeSyntax Recursive()
    {
        string name = Word();
        Expect(" = ");
        List<TypeSyntax> uses = [];
        _recursive.Add((name, uses));
        TypeSyntax type = Type();
        uses.ForEach(use => use.Target = type);
        return type;
    }

    private TypeSyntax Named(string name)
    {
        TypeSyntax type = new(name);
        _recursive.Find(recursive => recursive.Name == name).Uses?.Add(type);
        return type;
    }

    private TypeSyntax Enum(string name)
    {
        int next = 0;
        return new TypeSyntax(name)
        {
            Variants = List("}", () =>
            {
                byte index = (byte)next++;
                if (Take("#"))
                {
                    index = byte.Parse(Word(), CultureInfo.InvariantCulture);
                    Expect(" ");
                }

                string variant = Word();
                return new TypeSyntaxVariant(
                    variant, index, Take("(") ? List(")", () => new TypeSyntaxField(null, Type())) : Take("{") ? List("}", Field) : []);
            }),
        };
    }

    private TypeSyntaxField Field()
    {
        bool isCompact = Take("compact ");
        string name = Word();
        Expect(":");
        TypeSyntax type = Type();
        return new TypeSyntaxField(name, isCompact ? new TypeSyntax("Compact") { Arguments = [type] } : type);
    }

    private List<T> List<T>(string end, Func<T> element)
    {
        List<T> items = [];
        while (!Take(end))
        {
            items.Add(element());
            Take(",");
        }

        return items;
    }

    private bool Take(string token)
    {
        bool found = string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;
        _at += found ? token.Length : 0;
        return found;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw new FormatException($"{_text}: {token} expected at place {_at}");
        }
    }

    private string Word()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw new FormatException($"{_text}: a name expected at place {_at}");
    }
}
