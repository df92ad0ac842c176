using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>What the records of messages, constructors, events and structs have in common.</summary>
internal static class RecordEmitter
{
    /// <summary>A record's name with its properties: <c>Transfer(AccountId To, UInt128 Value)</c>; the bare name where there are none.</summary>
    internal static string Head(string name, IEnumerable<FieldModel> fields)
    {
        string list = string.Join(", ", fields.Select(field => $"{field.Type.CSharp} {field.Property}"));
        return list.Length == 0 ? name : $"{name}({list})";
    }

    internal static void Docs(SourceWriter writer, IEnumerable<FieldModel> fields)
    {
        foreach (FieldModel field in fields)
        {
            DocsEmitter.Parameter(writer, field.Property, field.Docs, $"The contract's `{field.Label}`.");
        }
    }

    /// <summary>A method that writes all fields.</summary>
    internal static void WriteFields(SourceWriter writer, string head, IEnumerable<FieldModel> fields)
    {
        CodecEmitter codec = new();
        writer.Line("/// <inheritdoc/>");
        writer.Open(head);
        writer.Lines(fields.SelectMany(field => codec.Write(field.Type, field.Property)));
        writer.Close();
    }

    /// <summary>An expression that creates a record of what is read.</summary>
    internal static string ReadFields(string type, IEnumerable<FieldModel> fields) =>
        $"new {type}({string.Join(", ", fields.Select(field => CodecEmitter.ReadWhole(field.Type)))})";
}
