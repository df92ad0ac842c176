using System.Globalization;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes a contract's structs and enums.</summary>
internal static class TypeEmitter
{
    internal static void Write(SourceWriter writer, TypeModel type)
    {
        switch (type)
        {
            case TypeModel.Struct composite:
                WriteStruct(writer, composite);
                break;
            case TypeModel.Plain { DeclaredAs: null } plain:
                WritePlain(writer, plain);
                break;
            case TypeModel.Union union:
                WriteUnion(writer, union);
                break;
        }
    }

    private static void WriteStruct(SourceWriter writer, TypeModel.Struct type)
    {
        DocsEmitter.Write(writer, type.Docs, $"The contract's `{type.Name}`.");
        RecordEmitter.Docs(writer, type.Fields);
        string kind = type.IsValue ? "readonly record struct" : "sealed record";
        writer.Open($"public {kind} {RecordEmitter.Head(type.Name, type.Fields)} : {Names.ScaleType}<{type.Name}>");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static {type.Name} Decode(ref {Names.ScaleReader} reader) => {RecordEmitter.ReadFields(type.Name, type.Fields)};");
        writer.Line();
        RecordEmitter.WriteFields(writer, $"public void Encode(ref {Names.ScaleWriter} writer)", type.Fields);
        writer.Close();
    }

    private static void WritePlain(SourceWriter writer, TypeModel.Plain type)
    {
        DocsEmitter.Write(writer, type.Docs, $"The contract's `{type.Name}`.");
        writer.Open($"public enum {type.Name} : byte");
        for (int i = 0; i < type.Variants.Count; i++)
        {
            VariantModel variant = type.Variants[i];
            if (i > 0)
            {
                writer.Line();
            }

            DocsEmitter.Write(writer, variant.Docs, $"`{variant.Label}`.");
            writer.Line($"{variant.Name} = {Number(variant.Index)},");
        }

        writer.Close();
    }

    private static void WriteUnion(SourceWriter writer, TypeModel.Union type)
    {
        DocsEmitter.Write(writer, type.Docs, $"The contract's `{type.Name}`: one of the records in it.");
        writer.Open($"public abstract record {type.Name} : {Names.ScaleType}<{type.Name}>");
        writer.Line($"private {type.Name}()");
        writer.Line("{");
        writer.Line("}");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static {type.Name} Decode(ref {Names.ScaleReader} reader)");
        writer.Line("int offset = reader.Offset;");
        writer.Line("byte index = reader.ReadByte();");
        writer.Line("return index switch");
        writer.Line("{");
        writer.Lines(type.Variants.Select(variant => $"    {Number(variant.Index)} => {RecordEmitter.ReadFields(variant.Name, variant.Fields)},"));
        if (type.Variants.Count <= byte.MaxValue)
        {
            writer.Line($"    _ => throw new {Names.ScaleException}($\"{{index}} is no variant of {type.Name}\", offset),");
        }

        writer.Line("};");
        writer.Close();
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public abstract void Encode(ref {Names.ScaleWriter} writer);");
        foreach (VariantModel variant in type.Variants)
        {
            writer.Line();
            DocsEmitter.Write(writer, variant.Docs, $"`{variant.Label}`.");
            RecordEmitter.Docs(writer, variant.Fields);
            writer.Open($"public sealed record {RecordEmitter.Head(variant.Name, variant.Fields)} : {type.Name}");
            CodecEmitter codec = new();
            writer.Line("/// <inheritdoc/>");
            writer.Open($"public override void Encode(ref {Names.ScaleWriter} writer)");
            writer.Line($"writer.WriteByte({Number(variant.Index)});");
            writer.Lines(variant.Fields.SelectMany(field => codec.Write(field.Type, field.Property)));
            writer.Close();
            if (variant.Fields.Count == 0)
            {
                writer.Line();
                writer.Line("/// <inheritdoc/>");
                writer.Line($"public override string ToString() => \"{variant.Label}\";");
            }

            writer.Close();
        }

        writer.Close();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
