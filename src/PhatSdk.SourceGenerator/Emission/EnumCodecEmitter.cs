using System.Globalization;
using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes a reader and a writer for each enum without data, as a C# enum can have no methods.</summary>
internal static class EnumCodecEmitter
{
    internal static void Write(SourceWriter writer, ContractModel contract)
    {
        writer.Open("private static class EnumCodec");
        bool isFirst = true;
        foreach (TypeModel.Plain type in contract.Types.OfType<TypeModel.Plain>())
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            Write(writer, type, type.DeclaredAs ?? $"{contract.Class.FullName}.{type.Name}");
        }

        writer.Close();
    }

    private static void Write(SourceWriter writer, TypeModel.Plain type, string name)
    {
        writer.Open($"internal static {name} Read{type.Name}(ref {Names.ScaleReader} reader)");
        writer.Line("int offset = reader.Offset;");
        writer.Line("byte index = reader.ReadByte();");
        writer.Line("return index switch");
        writer.Line("{");
        writer.Lines(type.Variants.Select(variant => $"    {Number(variant.Index)} => {name}.{variant.Name},"));
        WriteElse(writer, type, $"new {Names.ScaleException}($\"{{index}} is no {type.Name}\", offset)");
        writer.Line("};");
        writer.Close();
        writer.Line();
        writer.Open($"internal static void Write{type.Name}(ref {Names.ScaleWriter} writer, {name} value)");
        writer.Line("writer.WriteByte(value switch");
        writer.Line("{");
        writer.Lines(type.Variants.Select(variant => $"    {name}.{variant.Name} => {Number(variant.Index)},"));
        WriteElse(writer, type, $"new global::System.ArgumentOutOfRangeException(nameof(value), value, \"this is no {type.Name}\")");
        writer.Line("});");
        writer.Close();
    }

    // Where every byte is a variant, there is no other.
    private static void WriteElse(SourceWriter writer, TypeModel.Plain type, string exception)
    {
        if (type.Variants.Count <= byte.MaxValue)
        {
            writer.Line($"    _ => throw {exception},");
        }
    }

    private static string Number(byte number) => number.ToString(CultureInfo.InvariantCulture);
}
