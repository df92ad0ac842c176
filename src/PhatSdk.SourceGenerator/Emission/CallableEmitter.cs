using System.Globalization;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes the records of messages and constructors.</summary>
internal static class CallableEmitter
{
    internal static void Write(SourceWriter writer, MessageModel message)
    {
        string returned = message.Return?.CSharp ?? Names.Unit;
        DocsEmitter.Write(writer, message.Docs, $"The message `{message.Label}`.");
        RecordEmitter.Docs(writer, message.Fields);
        writer.Open($"public readonly record struct {RecordEmitter.Head(message.Name, message.Fields)} : {Names.Contracts}.IContractMessage<{message.Name}, {returned}>");
        WriteFacts(writer, message.Selector, message.Label);
        WriteFact(writer, "bool Mutates", message.Mutates ? "true" : "false");
        WriteFact(writer, "bool IsPayable", message.IsPayable ? "true" : "false");
        RecordEmitter.WriteFields(writer, $"public void EncodeArguments(ref {Names.ScaleWriter} writer)", message.Fields);
        writer.Line();
        WriteDecode(writer, returned, message.ReturnsLangError, message.Return is { } type ? CodecEmitter.ReadWhole(type) : "default");
        writer.Close();
    }

    internal static void Write(SourceWriter writer, ConstructorModel constructor)
    {
        string returned = Returned(constructor);
        string value = "default";
        if (constructor.Error is { } error)
        {
            value = $"reader.ReadResultTag() ? {returned}.Ok(default) : {returned}.Err({CodecEmitter.Read(error)})";
        }

        DocsEmitter.Write(writer, constructor.Docs, $"The constructor `{constructor.Label}`.");
        RecordEmitter.Docs(writer, constructor.Fields);
        writer.Open($"public readonly record struct {RecordEmitter.Head(constructor.Name, constructor.Fields)} : {Names.Contracts}.IContractConstructor<{constructor.Name}, {returned}>");
        WriteFacts(writer, constructor.Selector, constructor.Label);
        WriteFact(writer, "bool IsPayable", constructor.IsPayable ? "true" : "false");
        RecordEmitter.WriteFields(writer, $"public void EncodeArguments(ref {Names.ScaleWriter} writer)", constructor.Fields);
        writer.Line();
        WriteDecode(writer, returned, constructor.ReturnsLangError, value);
        writer.Close();
    }

    internal static string Returned(ConstructorModel constructor) =>
        constructor.Error is { } error ? $"{Names.Result}<{Names.Unit}, {error.CSharp}>" : Names.Unit;

    private static void WriteFacts(SourceWriter writer, uint selector, string label)
    {
        WriteFact(writer, $"{Names.Selector} Selector", $"new(0x{selector.ToString("x8", CultureInfo.InvariantCulture)})");
        WriteFact(writer, "string Label", Names.Literal(label));
    }

    private static void WriteFact(SourceWriter writer, string head, string value)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static {head} => {value};");
        writer.Line();
    }

    private static void WriteDecode(SourceWriter writer, string returned, bool returnsLangError, string value)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static {returned} DecodeReturn(ref {Names.ScaleReader} reader)");
        if (returnsLangError)
        {
            writer.Open("if (!reader.ReadResultTag())");
            writer.Line($"{Names.Contracts}.LangErrorException.Throw(Label, reader.ReadByte());");
            writer.Close();
            writer.Line();
        }

        writer.Line($"return {value};");
        writer.Close();
    }
}
