using System.Globalization;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes the records of events.</summary>
internal static class EventEmitter
{
    internal static void Write(SourceWriter writer, EventModel one)
    {
        DocsEmitter.Write(writer, one.Docs, $"The event `{one.Label}`.");
        RecordEmitter.Docs(writer, one.Fields);
        writer.Open($"public sealed record {RecordEmitter.Head(one.Name, one.Fields)} : {Names.Contracts}.IContractEvent<{one.Name}>");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static string Label => {Names.Literal(one.Label)};");
        writer.Line();
        if (one.SignatureTopic is { } topic)
        {
            writer.Line("/// <summary>The topic that names the event.</summary>");
            writer.Line($"public static {Names.Hash256} SignatureTopic {{ get; }} = {Names.Hash256}.Parse({Names.Literal(topic)});");
            writer.Line();
        }

        WriteTryDecode(writer, one);
        writer.Line();
        writer.Line($"private static {one.Name} DecodeFields(ref {Names.ScaleReader} reader) =>");
        writer.Continued($"{RecordEmitter.ReadFields(one.Name, one.Fields)};");
        writer.Close();
    }

    private static void WriteTryDecode(SourceWriter writer, EventModel one)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static bool TryDecode({Names.Contracts}.ContractEmitted emitted, [global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {one.Name} value)");
        writer.Line($"{Names.ArgumentNullException}.ThrowIfNull(emitted);");
        writer.Open($"if (!({Condition(one)}))");
        writer.Line("value = null;");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        if (one is { Index: null, SignatureTopic: null })
        {
            WriteAnonymous(writer);
        }
        else
        {
            writer.Line($"value = {Names.ScaleCodec}.Decode<{one.Name}>(emitted.Data.Span{(one.Index is null ? "" : "[1..]")}, DecodeFields);");
            writer.Line("return true;");
        }

        writer.Close();
    }

    /// <summary>An anonymous event is told by the number of its topics alone, so that other data is no error.</summary>
    private static void WriteAnonymous(SourceWriter writer)
    {
        writer.Open("try");
        writer.Line($"value = {Names.ScaleCodec}.Decode(emitted.Data.Span, DecodeFields);");
        writer.Line("return true;");
        writer.Close();
        writer.Open($"catch ({Names.ScaleException})");
        writer.Line("value = null;");
        writer.Line("return false;");
        writer.Close();
    }

    private static string Condition(EventModel one)
    {
        string named = one.SignatureTopic is null ? "" : "emitted.Topics[0] == SignatureTopic";
        if (one.Index is not { } index)
        {
            return one.SignatureTopic is null ? $"emitted.Topics.Count == {Number(one.TopicCount)}" : $"emitted.Topics.Count > 0 && {named}";
        }

        // ink! 4 does not tell whether an event is anonymous; one that is has a topic less.
        string data = $"emitted.Data.Length > 0 && emitted.Data.Span[0] == {Number(index)}";
        string withSignature = $"emitted.Topics.Count == {Number(one.TopicCount + 1)}";
        string topics = one.SignatureTopic is null ? withSignature : $"({withSignature} && {named})";
        return $"{data} && ({topics} || emitted.Topics.Count == {Number(one.TopicCount)})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
