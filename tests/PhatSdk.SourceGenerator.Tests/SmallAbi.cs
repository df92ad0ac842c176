using Newtonsoft.Json.Linq;

namespace PhatSdk.SourceGenerator.Tests;

/// <summary>Contracts made for one test. Types 0 to 2 are <c>u32</c>, <c>()</c> and <c>str</c>; further ones are counted from 3.</summary>
internal sealed class SmallAbi
{
    private readonly JObject _document = JObject.Parse(
        """
        {
          "source": { "hash": "0x1111111111111111111111111111111111111111111111111111111111111111" },
          "contract": { "name": "small" },
          "version": "5",
          "types": [ { "id": 0, "type": { "def": { "primitive": "u32" } } }, { "id": 1, "type": { "def": { "tuple": [] } } }, { "id": 2, "type": { "def": { "primitive": "str" } } } ],
          "spec": {
            "docs": [],
            "constructors": [ { "label": "new", "selector": "0x9bae9d5e", "args": [], "docs": [] } ],
            "messages": [ { "label": "get", "selector": "0x2f865bd9", "args": [], "docs": [], "mutates": false, "returnType": { "type": 0 } } ],
            "events": []
          }
        }
        """);

    internal JObject Document => _document;

    internal SmallAbi Type(string json)
    {
        JArray types = (JArray)_document["types"]!;
        types.Add(new JObject { ["id"] = types.Count, ["type"] = JObject.Parse(json) });
        return this;
    }

    internal SmallAbi Message(string label, params ReadOnlySpan<(string Label, int Type)> arguments) => Message(label, 0, mutates: false, arguments);

    internal SmallAbi Message(string label, int returns, bool mutates, params ReadOnlySpan<(string Label, int Type)> arguments)
    {
        JArray messages = (JArray)_document["spec"]!["messages"]!;
        messages.Add(new JObject
        {
            ["label"] = label,
            ["selector"] = FormattableString.Invariant($"0x{messages.Count:x8}"),
            ["mutates"] = mutates,
            ["args"] = Arguments(arguments),
            ["returnType"] = new JObject { ["type"] = returns },
        });
        return this;
    }

    internal SmallAbi Event(string label, string? topic, params ReadOnlySpan<(string Label, int Type)> fields)
    {
        ((JArray)_document["spec"]!["events"]!).Add(new JObject { ["label"] = label, ["signature_topic"] = topic, ["args"] = Arguments(fields) });
        return this;
    }

    internal MemoryText ToFile(string path = "/project/small.json") => new(path, _document.ToString());

    internal GeneratorRun Run(string declaration = "public partial class Small;") => GeneratorRun.Create(
        $"""
        namespace Consumer;

        /// <summary>A contract.</summary>
        [PhatSdk.Contracts.InkContract("small.json")]
        {declaration}
        """,
        ToFile());

    private static JArray Arguments(ReadOnlySpan<(string Label, int Type)> arguments)
    {
        JArray array = [];
        foreach ((string label, int type) in arguments)
        {
            array.Add(new JObject { ["label"] = label, ["indexed"] = false, ["type"] = new JObject { ["type"] = type } });
        }

        return array;
    }
}
