using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Abstractions.Tests.Scale;

/// <summary>Reads and writes the vectors' values by the typed methods, as generated code would.</summary>
internal static class VectorCodec
{
    public static byte[] Encode(TypeSyntax type, JsonNode? value)
    {
        ScaleWriter writer = new(stackalloc byte[64]);
        try
        {
            Write(ref writer, type, value);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    public static JsonNode? Decode(TypeSyntax type, ReadOnlySpan<byte> data)
    {
        ScaleReader reader = new(data);
        JsonNode? value = Read(ref reader, type);
        reader.ThrowIfNotAtEnd();
        return value;
    }

    private static JsonNode? Read(ref ScaleReader reader, TypeSyntax type)
    {
        if (type.IsBytes)
        {
            return Hex.Format(type.Name == "Vec" ? reader.ReadBytes() : reader.ReadRaw(type.Length));
        }

        switch (type.Name)
        {
            case "bool":
                return reader.ReadBoolean();
            case "String":
                return reader.ReadString();
            case "Option":
                return reader.ReadOptionTag() ? new JsonObject { ["some"] = Read(ref reader, type.Arguments[0]) } : null;
            case "OptionBool":
                return reader.ReadOptionBool() is bool some ? new JsonObject { ["some"] = some } : null;
            case "Result":
                return reader.ReadResultTag()
                    ? new JsonObject { ["ok"] = Read(ref reader, type.Arguments[0]) }
                    : new JsonObject { ["err"] = Read(ref reader, type.Arguments[1]) };
            case "Vec" or "BTreeSet":
                return new JsonArray(reader.ReadVector(MinimumSize(type.Arguments[0]), (ref reader) => Read(ref reader, type.Arguments[0])));
            case "BTreeMap":
                return new JsonArray(reader.ReadVector(1, (ref reader) => Tuple(ref reader, type.Arguments)));
            case "[]":
                return new JsonArray(reader.ReadArray(type.Length, (ref reader) => Read(ref reader, type.Arguments[0])));
            case "()":
                return Tuple(ref reader, type.Arguments);
            case "struct":
                return Fields(ref reader, type.Fields);
            case "enum":
                return Variant(ref reader, type);
            case "BitVec":
                return BitSequence.Decode(ref reader, WordSize(type), Order(type)).ToString()[2..];
            case "Compact":
                return CompactInteger(ref reader, type.Arguments[0].Name).ToString(CultureInfo.InvariantCulture);
            default:
                if (type.Target is null)
                {
                    return Integer(ref reader, type.Name).ToString(CultureInfo.InvariantCulture);
                }

                reader.Enter();
                JsonNode? value = Read(ref reader, type.Target);
                reader.Leave();
                return value;
        }
    }

    private static void Write(ref ScaleWriter writer, TypeSyntax type, JsonNode? value)
    {
        if (type.IsBytes)
        {
            byte[] bytes = Hex.Parse((string)value!);
            if (type.Name == "Vec")
            {
                writer.WriteBytes(bytes);
            }
            else
            {
                writer.WriteRaw(bytes);
            }

            return;
        }

        switch (type.Name)
        {
            case "bool":
                writer.WriteBoolean((bool)value!);
                break;
            case "String":
                writer.WriteString((string)value!);
                break;
            case "Option":
                writer.WriteOptionTag(value is not null);
                if (value is not null)
                {
                    Write(ref writer, type.Arguments[0], value["some"]);
                }

                break;
            case "OptionBool":
                writer.WriteOptionBool((bool?)value?["some"]);
                break;
            case "Result":
                bool isOk = value!.AsObject().ContainsKey("ok");
                writer.WriteResultTag(isOk);
                Write(ref writer, type.Arguments[isOk ? 0 : 1], value[isOk ? "ok" : "err"]);
                break;
            case "Vec" or "BTreeSet":
                writer.WriteVector<JsonNode?>(value!.AsArray().ToArray(), (ref writer, item) => Write(ref writer, type.Arguments[0], item));
                break;
            case "BTreeMap":
                writer.WriteVector<JsonNode?>(value!.AsArray().ToArray(), (ref writer, pair) => WriteAll(ref writer, type.Arguments, [.. pair!.AsArray()]));
                break;
            case "[]":
                writer.WriteArray<JsonNode?>(value!.AsArray().ToArray(), (ref writer, item) => Write(ref writer, type.Arguments[0], item));
                break;
            case "()":
                WriteAll(ref writer, type.Arguments, [.. value!.AsArray()]);
                break;
            case "struct":
                WriteAll(ref writer, [.. type.Fields.Select(field => field.Type)], [.. type.Fields.Select(field => value![field.Name!])]);
                break;
            case "enum":
                (string name, JsonNode? content) = value!.AsObject().Single();
                TypeSyntaxVariant variant = type.Variants.Single(variant => variant.Name == name);
                writer.WriteByte(variant.Index);
                WriteAll(
                    ref writer,
                    [.. variant.Fields.Select(field => field.Type)],
                    [.. variant.Fields.Select((field, i) => field.Name is null ? content![i] : content![field.Name])]);
                break;
            case "BitVec":
                BitSequence bits = new([.. ((string)value!).Select(bit => bit == '1')]);
                bits.Encode(ref writer, WordSize(type), Order(type));
                break;
            case "Compact":
                writer.WriteCompact(BigInteger.Parse((string)value!, CultureInfo.InvariantCulture));
                break;
            default:
                if (type.Target is null)
                {
                    WriteInteger(ref writer, type.Name, BigInteger.Parse((string)value!, CultureInfo.InvariantCulture));
                }
                else
                {
                    Write(ref writer, type.Target, value);
                }

                break;
        }
    }

    private static JsonArray Tuple(ref ScaleReader reader, IReadOnlyList<TypeSyntax> types)
    {
        JsonArray items = [];
        foreach (TypeSyntax type in types)
        {
            items.Add(Read(ref reader, type));
        }

        return items;
    }

    private static JsonObject Fields(ref ScaleReader reader, IReadOnlyList<TypeSyntaxField> fields)
    {
        JsonObject values = [];
        foreach (TypeSyntaxField field in fields)
        {
            values[field.Name!] = Read(ref reader, field.Type);
        }

        return values;
    }

    private static JsonObject Variant(ref ScaleReader reader, TypeSyntax type)
    {
        int offset = reader.Offset;
        byte index = reader.ReadByte();
        TypeSyntaxVariant variant = type.Variants.SingleOrDefault(variant => variant.Index == index) ?? throw new ScaleException($"no variant {index}", offset);
        JsonNode? content = variant.Fields switch
        {
            [] => null,
            [{ Name: null }, ..] => Tuple(ref reader, [.. variant.Fields.Select(field => field.Type)]),
            _ => Fields(ref reader, variant.Fields),
        };
        return new JsonObject { [variant.Name] = content };
    }

    private static void WriteAll(ref ScaleWriter writer, IReadOnlyList<TypeSyntax> types, IReadOnlyList<JsonNode?> values)
    {
        for (int i = 0; i < types.Count; i++)
        {
            Write(ref writer, types[i], values[i]);
        }
    }

    private static BigInteger Integer(ref ScaleReader reader, string name) => name switch
    {
        "u8" => reader.ReadByte(),
        "u16" => reader.ReadUInt16(),
        "u32" => reader.ReadUInt32(),
        "u64" => reader.ReadUInt64(),
        "u128" => reader.ReadUInt128(),
        "u256" => reader.ReadUInt256(),
        "i8" => reader.ReadSByte(),
        "i16" => reader.ReadInt16(),
        "i32" => reader.ReadInt32(),
        "i64" => reader.ReadInt64(),
        "i128" => reader.ReadInt128(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "unknown type"),
    };

    private static BigInteger CompactInteger(ref ScaleReader reader, string name) => name switch
    {
        "u8" => reader.ReadCompactByte(),
        "u16" => reader.ReadCompactUInt16(),
        "u32" => reader.ReadCompactUInt32(),
        "u64" => reader.ReadCompactUInt64(),
        _ => reader.ReadCompactUInt128(),
    };

    private static void WriteInteger(ref ScaleWriter writer, string name, BigInteger value)
    {
        switch (name)
        {
            case "u8":
                writer.WriteByte((byte)value);
                break;
            case "u16":
                writer.WriteUInt16((ushort)value);
                break;
            case "u32":
                writer.WriteUInt32((uint)value);
                break;
            case "u64":
                writer.WriteUInt64((ulong)value);
                break;
            case "u128":
                writer.WriteUInt128((UInt128)value);
                break;
            case "u256":
                writer.WriteUInt256(value);
                break;
            case "i8":
                writer.WriteSByte((sbyte)value);
                break;
            case "i16":
                writer.WriteInt16((short)value);
                break;
            case "i32":
                writer.WriteInt32((int)value);
                break;
            case "i64":
                writer.WriteInt64((long)value);
                break;
            case "i128":
                writer.WriteInt128((Int128)value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "unknown type");
        }
    }

    private static int MinimumSize(TypeSyntax type) => type switch
    {
        { Name: "u16" or "i16" } => 2,
        { Name: "u32" or "i32" } => 4,
        { Name: "u64" or "i64" } => 8,
        { Name: "u128" or "i128" } => 16,
        { Name: "()", Arguments: [] } => 0,
        _ => 1,
    };

    private static int WordSize(TypeSyntax bits) => int.Parse(bits.Arguments[0].Name.AsSpan(1), CultureInfo.InvariantCulture) / 8;

    private static BitOrder Order(TypeSyntax bits) => Enum.Parse<BitOrder>(bits.Arguments[1].Name);
}
