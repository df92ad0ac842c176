using System.Globalization;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes how values of each type are read, as an expression on <c>reader</c>, and written, as statements on <c>writer</c>.</summary>
internal sealed class CodecEmitter
{
    private int _variables;

    internal static string Read(TypeUse type) => type switch
    {
        TypeUse.Primitive primitive => $"reader.{primitive.ReadMethod}()",
        TypeUse.Named named => $"reader.Read<{named.CSharp}>()",
        TypeUse.Plain plain => $"{plain.Codec}.Read{plain.Name}(ref reader)",
        TypeUse.Unit => $"default({Names.Unit})",
        TypeUse.Bytes => "(" + type.CSharp + ")reader.ReadBytes().ToArray()",
        TypeUse.FixedBytes bytes => $"({type.CSharp})reader.ReadRaw({Number(bytes.Length)}).ToArray()",
        TypeUse.Vector vector => $"reader.ReadVector<{vector.Element.CSharp}>({Number(vector.Element.MinimumSize)}, {ReadLambda(vector.Element)})",
        TypeUse.FixedArray array => $"reader.ReadArray<{array.Element.CSharp}>({Number(array.Length)}, {ReadLambda(array.Element)})",
        TypeUse.Map map => $"reader.ReadMap<{map.Key.CSharp}, {map.Value.CSharp}>({Number(map.Key.MinimumSize + map.Value.MinimumSize)}, {ReadLambda(map.Key)}, {ReadLambda(map.Value)})",
        TypeUse.Bits bits => $"{type.CSharp}.Decode(ref reader, {Number(bits.WordSize)}, global::PhatSdk.Primitives.BitOrder.{bits.Order})",
        TypeUse.Optional optional => $"(reader.ReadOptionTag() ? {Read(optional.Inner)} : default({type.CSharp}))",
        TypeUse.OptionStruct option => $"(reader.ReadOptionTag() ? new {type.CSharp}({Read(option.Inner)}) : default)",
        TypeUse.Result result => $"(reader.ReadResultTag() ? {type.CSharp}.Ok({Read(result.Ok)}) : {type.CSharp}.Err({Read(result.Err)}))",
        TypeUse.ValueTuple { Items.Count: 1 } single => $"new {type.CSharp}({Read(single.Items[0])})",
        TypeUse.ValueTuple tuple => $"({string.Join(", ", tuple.Items.Select(Read))})",
        _ => throw new InvalidOperationException($"{type} cannot be read"),
    };

    /// <summary>An expression without the parentheses that it needs inside of others.</summary>
    internal static string ReadWhole(TypeUse type)
    {
        string expression = Read(type);
        return type is TypeUse.Optional or TypeUse.OptionStruct or TypeUse.Result ? expression.Substring(1, expression.Length - 2) : expression;
    }

    internal IEnumerable<string> Write(TypeUse type, string value) => type switch
    {
        TypeUse.Primitive primitive => [$"writer.{primitive.WriteMethod}({value});"],
        TypeUse.Named => [$"writer.Write({value});"],
        TypeUse.Plain plain => [$"{plain.Codec}.Write{plain.Name}(ref writer, {value});"],
        TypeUse.Unit => [],
        TypeUse.Bytes => [$"writer.WriteBytes({value}.Span);"],
        TypeUse.FixedBytes bytes => [$"writer.WriteArray({value}.Span, {Number(bytes.Length)});"],
        TypeUse.Vector vector => WriteItems($"writer.WriteVector({value}, ", vector.Element),
        TypeUse.FixedArray array => WriteItems($"writer.WriteArray({value}, {Number(array.Length)}, ", array.Element),
        TypeUse.Map map => WriteMap(map, value),
        TypeUse.Bits bits => [$"{value}.Encode(ref writer, {Number(bits.WordSize)}, global::PhatSdk.Primitives.BitOrder.{bits.Order});"],
        TypeUse.Optional optional => WriteOptional(optional, value),
        TypeUse.OptionStruct option => WriteOption(option, value),
        TypeUse.Result result =>
        [
            $"writer.WriteResultTag({value}.IsOk);",
            .. Choice($"{value}.IsOk", Write(result.Ok, $"{value}.Value"), Write(result.Err, $"{value}.Error")),
        ],
        TypeUse.ValueTuple tuple => tuple.Items.SelectMany((item, i) => Write(item, $"{value}.Item{Number(i + 1)}")),
        _ => throw new InvalidOperationException($"{type} cannot be written"),
    };

    private static string ReadLambda(TypeUse type) => $"static (ref {Names.ScaleReader} reader) => {ReadWhole(type)}";

    private static string WriteHead(TypeUse type) => $"static (ref {Names.ScaleWriter} writer, {type.CSharp} item) =>";

    private IEnumerable<string> WriteItems(string call, TypeUse element)
    {
        string[] body = [.. Write(element, "item")];
        return body.Length == 1
            ? [$"{call}{WriteHead(element)} {body[0].TrimEnd(';')});"]
            : [call + WriteHead(element), "{", .. Indent(body), "});"];
    }

    private IEnumerable<string> WriteMap(TypeUse.Map map, string value) =>
    [
        "writer.WriteMap(",
        $"    {value},",
        .. Indent(WriteLambda(map.Key, ",")),
        .. Indent(WriteLambda(map.Value, ");")),
    ];

    private IEnumerable<string> WriteLambda(TypeUse type, string end)
    {
        string[] body = [.. Write(type, "item")];
        return body.Length == 1
            ? [$"{WriteHead(type)} {body[0].TrimEnd(';')}{end}"]
            : [WriteHead(type), "{", .. Indent(body), "}" + end];
    }

    private IEnumerable<string> WriteOptional(TypeUse.Optional optional, string value)
    {
        string some = Variable();
        string[] body = [.. Write(optional.Inner, some)];
        return body.Length == 0
            ? [$"writer.WriteOptionTag({value} is not null);"]
            : Choice($"{value} is {{ }} {some}", ["writer.WriteOptionTag(true);", .. body], ["writer.WriteOptionTag(false);"]);
    }

    private IEnumerable<string> WriteOption(TypeUse.OptionStruct option, string value)
    {
        string some = Variable();
        return Choice(
            $"{value}.TryGetValue(out {option.Inner.CSharp} {some})",
            ["writer.WriteOptionTag(true);", .. Write(option.Inner, some)],
            ["writer.WriteOptionTag(false);"]);
    }

    private static IEnumerable<string> Choice(string condition, IEnumerable<string> then, IEnumerable<string> otherwise)
    {
        string[] first = [.. then];
        string[] second = [.. otherwise];
        if (first.Length == 0 && second.Length == 0)
        {
            return [];
        }

        if (second.Length == 0)
        {
            return [$"if ({condition})", "{", .. Indent(first), "}"];
        }

        return first.Length == 0
            ? [$"if (!({condition}))", "{", .. Indent(second), "}"]
            : [$"if ({condition})", "{", .. Indent(first), "}", "else", "{", .. Indent(second), "}"];
    }

    private string Variable()
    {
        _variables++;
        return _variables == 1 ? "some" : "some" + Number(_variables);
    }

    private static IEnumerable<string> Indent(IEnumerable<string> lines) => lines.Select(line => "    " + line);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
