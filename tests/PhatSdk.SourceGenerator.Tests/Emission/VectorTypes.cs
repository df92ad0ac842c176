using System.Globalization;
using Newtonsoft.Json.Linq;

namespace PhatSdk.SourceGenerator.Tests.Emission;

/// <summary>Turns the notation of <c>scale.json</c>'s types into a contract that has a message for each: it takes the type, and returns it.</summary>
internal sealed class VectorTypes
{
    private readonly JArray _types = [];
    private readonly JArray _messages = [];
    private readonly Dictionary<string, int> _known = [];
    private string _text = "";
    private int _at;

    /// <summary>Adds a message <c>m0</c>, <c>m1</c> … for a type.</summary>
    internal void Add(string type)
    {
        _text = type;
        _at = 0;
        int id = ReadType();
        Assert.That(_at, Is.EqualTo(type.Length), type);
        int number = _messages.Count;
        _messages.Add(new JObject
        {
            ["label"] = Invariant($"m{number}"),
            ["selector"] = Invariant($"0x{number:x8}"),
            ["mutates"] = false,
            ["payable"] = false,
            ["docs"] = new JArray(),
            ["args"] = new JArray(new JObject { ["label"] = "value", ["type"] = new JObject { ["type"] = id } }),
            ["returnType"] = new JObject { ["type"] = id },
        });
    }

    internal string ToAbi() => new JObject
    {
        ["source"] = new JObject { ["hash"] = "0x" + new string('0', 64) },
        ["contract"] = new JObject { ["name"] = "vectors" },
        ["version"] = "4",
        ["types"] = _types,
        ["spec"] = new JObject
        {
            ["docs"] = new JArray(),
            ["events"] = new JArray(),
            ["messages"] = _messages,
            ["constructors"] = new JArray(new JObject { ["label"] = "new", ["selector"] = "0x00000000", ["args"] = new JArray() }),
        },
    }.ToString();

    private int ReadType()
    {
        int start = _at;
        if (Take("recursive "))
        {
            string name = ReadName();
            Expect(" = ");
            int id = Reserve();
            _known[name] = id;
            Expect("enum{");
            return Define(id, ReadEnum(name));
        }

        if (Take("("))
        {
            JArray items = [];
            while (!Take(")"))
            {
                items.Add(ReadType());
                Take(",");
            }

            return Define(new JObject { ["tuple"] = items });
        }

        if (Take("["))
        {
            int element = ReadType();
            Expect(";");
            int length = int.Parse(ReadName(), CultureInfo.InvariantCulture);
            Expect("]");
            return Define(new JObject { ["array"] = new JObject { ["len"] = length, ["type"] = element } });
        }

        if (Take("struct{"))
        {
            int id = Reserve();
            return Define(id, new JObject { ["path"] = Path($"Struct{id}"), ["def"] = new JObject { ["composite"] = new JObject { ["fields"] = ReadFields("}") } } });
        }

        if (Take("enum{"))
        {
            int id = Reserve();
            return Define(id, ReadEnum($"Enum{id}"));
        }

        string word = ReadName();
        return Take("<") ? ReadGeneric(word) : ReadWord(word, start);
    }

    private int ReadWord(string word, int start)
    {
        if (_known.TryGetValue(word, out int known))
        {
            return known;
        }

        Assert.That(word, Does.Match("^(bool|String|[ui](8|16|32|64|128|256))$"), _text[start..]);
        int id = Define(new JObject { ["primitive"] = word == "String" ? "str" : word });
        _known.Add(word, id);
        return id;
    }

    private int ReadGeneric(string word)
    {
        if (word == "BitVec")
        {
            int store = ReadType();
            Expect(",");
            int order = Define(Reserve(), new JObject { ["path"] = Path(ReadName()), ["def"] = new JObject { ["composite"] = new JObject() } });
            Expect(">");
            return Define(new JObject { ["bitsequence"] = new JObject { ["bit_store_type"] = store, ["bit_order_type"] = order } });
        }

        int first = ReadType();
        int second = Take(",") ? ReadType() : 0;
        Expect(">");
        return word switch
        {
            "Vec" => Define(new JObject { ["sequence"] = new JObject { ["type"] = first } }),
            "Compact" => Define(new JObject { ["compact"] = new JObject { ["type"] = first } }),
            "Option" => DefinePrelude("Option", Variants(("None", 0, null), ("Some", 1, first))),
            "Result" => DefinePrelude("Result", Variants(("Ok", 0, first), ("Err", 1, second))),
            "BTreeSet" => DefinePrelude("BTreeSet", Wrapper(Define(new JObject { ["sequence"] = new JObject { ["type"] = first } }))),
            _ => DefinePrelude("BTreeMap", Wrapper(Define(new JObject { ["sequence"] = new JObject { ["type"] = Define(new JObject { ["tuple"] = new JArray(first, second) }) } }))),
        };
    }

    private JObject ReadEnum(string name)
    {
        JArray variants = [];
        while (!Take("}"))
        {
            int index = variants.Count;
            if (Take("#"))
            {
                index = int.Parse(ReadName(), CultureInfo.InvariantCulture);
                Expect(" ");
            }

            JObject variant = new() { ["name"] = ReadName(), ["index"] = index };
            if (Take("("))
            {
                JArray fields = [];
                while (!Take(")"))
                {
                    fields.Add(new JObject { ["type"] = ReadType() });
                    Take(",");
                }

                variant["fields"] = fields;
            }
            else if (Take("{"))
            {
                variant["fields"] = ReadFields("}");
            }

            variants.Add(variant);
            Take(",");
        }

        return new JObject { ["path"] = Path(name), ["def"] = new JObject { ["variant"] = new JObject { ["variants"] = variants } } };
    }

    private JArray ReadFields(string end)
    {
        JArray fields = [];
        while (!Take(end))
        {
            bool isCompact = Take("compact ");
            string name = ReadName();
            Expect(":");
            int type = ReadType();
            type = isCompact ? Define(new JObject { ["compact"] = new JObject { ["type"] = type } }) : type;
            fields.Add(char.IsAsciiDigit(name[0]) ? new JObject { ["type"] = type } : new JObject { ["name"] = name, ["type"] = type });
            Take(",");
        }

        return fields;
    }

    private int Reserve()
    {
        _types.Add(new JObject { ["id"] = _types.Count });
        return _types.Count - 1;
    }

    private int Define(int id, JObject type)
    {
        _types[id]["type"] = type;
        return id;
    }

    private int Define(JObject definition) => Define(Reserve(), new JObject { ["def"] = definition });

    private int DefinePrelude(string name, JObject definition) => Define(Reserve(), new JObject { ["path"] = new JArray(name), ["def"] = definition });

    private static JObject Wrapper(int inner) => new() { ["composite"] = new JObject { ["fields"] = new JArray(new JObject { ["type"] = inner }) } };

    private static JObject Variants(params ReadOnlySpan<(string Name, int Index, int? Type)> variants)
    {
        JArray array = [];
        foreach ((string name, int index, int? type) in variants)
        {
            array.Add(new JObject { ["name"] = name, ["index"] = index, ["fields"] = type is { } id ? new JArray(new JObject { ["type"] = id }) : new JArray() });
        }

        return new JObject { ["variant"] = new JObject { ["variants"] = array } };
    }

    private static JArray Path(string name) => new("vectors", name);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private string ReadName()
    {
        int start = _at;
        while (_at < _text.Length && char.IsLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool Take(string token)
    {
        bool isNext = _text.AsSpan(_at).StartsWith(token, StringComparison.Ordinal);
        _at += isNext ? token.Length : 0;
        return isNext;
    }

    private void Expect(string token) => Assert.That(Take(token), Is.True, $"{token} in {_text} at {_at}");
}
