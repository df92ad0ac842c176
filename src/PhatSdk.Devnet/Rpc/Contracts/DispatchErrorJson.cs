using System.Text.Json;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Contracts;

/// <summary>Writes <c>sp_runtime::DispatchError</c> as nodes do.</summary>
internal static class DispatchErrorJson
{
    private const int ModuleErrorSize = 4;

    private static readonly string[] TokenErrors =
    [
        "FundsUnavailable", "OnlyProvider", "BelowMinimum", "CannotCreate", "UnknownAsset", "Frozen", "Unsupported", "CannotCreateHold", "NotExpendable", "Blocked",
    ];

    private static readonly string[] ArithmeticErrors = ["Underflow", "Overflow", "DivisionByZero"];

    private static readonly string[] TransactionalErrors = ["LimitReached", "NoLayer"];

    public static void WriteDispatchError(this Utf8JsonWriter writer, ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte variant = reader.ReadByte();
        switch (variant)
        {
            case 0:
                // The text is not encoded.
                WriteNamed(writer, "Other", "");
                break;
            case 3:
                WriteModuleError(writer, ref reader);
                break;
            case 7:
                WriteNamed(writer, "Token", NameIn(TokenErrors, ref reader));
                break;
            case 8:
                WriteNamed(writer, "Arithmetic", NameIn(ArithmeticErrors, ref reader));
                break;
            case 9:
                WriteNamed(writer, "Transactional", NameIn(TransactionalErrors, ref reader));
                break;
            default:
                writer.WriteStringValue(variant switch
                {
                    1 => "CannotLookup",
                    2 => "BadOrigin",
                    4 => "ConsumerRemaining",
                    5 => "NoProviders",
                    6 => "TooManyConsumers",
                    10 => "Exhausted",
                    11 => "Corruption",
                    12 => "Unavailable",
                    13 => "RootNotAllowed",
                    14 => "Trie",
                    _ => throw new ScaleException($"0x{variant:x2} is no DispatchError", offset),
                });
                break;
        }
    }

    private static void WriteNamed(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteModuleError(Utf8JsonWriter writer, ref ScaleReader reader)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("Module");
        writer.WriteNumber("index", reader.ReadByte());
        writer.WriteStartArray("error");
        foreach (byte part in reader.ReadRaw(ModuleErrorSize))
        {
            writer.WriteNumberValue(part);
        }

        writer.WriteEndArray();
        writer.WriteNull("message");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string NameIn(string[] names, ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte index = reader.ReadByte();
        return index < names.Length ? names[index] : throw new ScaleException($"0x{index:x2} is no error of its kind", offset);
    }
}
