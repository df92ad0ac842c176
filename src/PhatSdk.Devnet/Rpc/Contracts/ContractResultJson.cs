using System.Text;
using System.Text.Json;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Contracts;

/// <summary>Writes what the runtime's <c>ContractsApi</c> gave as <c>pallet-contracts-rpc</c> did.</summary>
internal static class ContractResultJson
{
    public static void WriteCall(Utf8JsonWriter writer, ref ScaleReader reader)
    {
        writer.WriteStartObject();
        WriteCosts(writer, ref reader);
        writer.WriteStartObject("result");
        if (reader.ReadResultTag())
        {
            writer.WritePropertyName("Ok");
            WriteReturn(writer, ref reader);
        }
        else
        {
            writer.WritePropertyName("Err");
            writer.WriteDispatchError(ref reader);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteInstantiate(Utf8JsonWriter writer, ref ScaleReader reader)
    {
        writer.WriteStartObject();
        WriteCosts(writer, ref reader);
        writer.WriteStartObject("result");
        if (reader.ReadResultTag())
        {
            writer.WriteStartObject("Ok");
            writer.WritePropertyName("result");
            WriteReturn(writer, ref reader);
            writer.WriteString("accountId", Ss58Address.Format(reader.Read<AccountId>(), Ss58Prefix.Phala));
            writer.WriteEndObject();
        }
        else
        {
            writer.WritePropertyName("Err");
            writer.WriteDispatchError(ref reader);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteUpload(Utf8JsonWriter writer, ref ScaleReader reader)
    {
        writer.WriteStartObject();
        if (reader.ReadResultTag())
        {
            writer.WriteStartObject("Ok");
            writer.WritePropertyName("codeHash");
            writer.WriteHash(reader.Read<Hash256>());
            WriteBalance(writer, "deposit", reader.ReadUInt128());
            writer.WriteEndObject();
        }
        else
        {
            writer.WritePropertyName("Err");
            writer.WriteDispatchError(ref reader);
        }

        writer.WriteEndObject();
    }

    private static void WriteCosts(Utf8JsonWriter writer, ref ScaleReader reader)
    {
        WriteWeight(writer, "gasConsumed", reader.Read<Weight>());
        WriteWeight(writer, "gasRequired", reader.Read<Weight>());
        writer.WriteStartObject("storageDeposit");
        string kind = reader.ReadByte() == 0 ? "refund" : "charge";
        WriteBalance(writer, kind, reader.ReadUInt128());
        writer.WriteEndObject();
        // The runtime cuts the text at any byte.
        writer.WriteString("debugMessage", Encoding.UTF8.GetString(reader.ReadBytes()));
    }

    private static void WriteWeight(Utf8JsonWriter writer, string name, Weight weight)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("ref_time", weight.RefTime);
        writer.WriteNumber("proof_size", weight.ProofSize);
        writer.WriteEndObject();
    }

    // A number where JavaScript can hold it, as nodes' NumberOrHex.
    private static void WriteBalance(Utf8JsonWriter writer, string name, UInt128 value)
    {
        const ulong MostExact = (1UL << 53) - 1;
        if (value <= MostExact)
        {
            writer.WriteNumber(name, (ulong)value);
        }
        else
        {
            writer.WriteHexNumber(name, value);
        }
    }

    private static void WriteReturn(Utf8JsonWriter writer, ref ScaleReader reader)
    {
        writer.WriteStartObject();
        writer.WriteNumber("flags", reader.ReadUInt32());
        writer.WritePropertyName("data");
        writer.WriteHex(reader.ReadBytes());
        writer.WriteEndObject();
    }
}
