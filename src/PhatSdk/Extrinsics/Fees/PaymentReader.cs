using System.Globalization;
using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Fees;

/// <summary>Asks what extrinsics would cost: the runtime's <c>TransactionPaymentApi</c>, or <c>payment_queryInfo</c> of nodes that call no functions.</summary>
internal sealed class PaymentReader(ChainClient chain)
{
    private const int MethodNotFound = -32601;
    private const uint TwoDimensions = 2;

    private static readonly string[] Classes = ["Normal", "Operational", "Mandatory"];

    public async ValueTask<FeeEstimate> EstimateAsync(byte[] extrinsic, Runtime runtime, CancellationToken cancellationToken)
    {
        try
        {
            byte[] answer = await chain.CallRuntimeAsync("TransactionPaymentApi_query_info", Arguments(extrinsic), null, cancellationToken).ConfigureAwait(false);
            bool isOld = runtime.Version.VersionOf("TransactionPaymentApi") < TwoDimensions;
            return ScaleCodec.Decode<FeeEstimate>(answer, isOld ? ReadOldInfo : ReadInfo);
        }
        catch (RpcResponseException exception) when (exception.Code == MethodNotFound)
        {
            PaymentInfoResult info = await chain.Rpc.RequestAsync(
                "payment_queryInfo", new RpcParameters().AddHex(extrinsic), RpcJsonContext.Default.PaymentInfoResult, cancellationToken).ConfigureAwait(false);
            return Read(info);
        }
    }

    public async ValueTask<FeeDetails> DescribeAsync(byte[] extrinsic, CancellationToken cancellationToken)
    {
        byte[] answer = await chain.CallRuntimeAsync("TransactionPaymentApi_query_fee_details", Arguments(extrinsic), null, cancellationToken).ConfigureAwait(false);
        return ScaleCodec.Decode(answer, ReadDetails);
    }

    private static byte[] Arguments(byte[] extrinsic) => ScaleCodec.Encode(extrinsic, static (ref writer, bytes) =>
    {
        writer.WriteRaw(bytes);
        writer.WriteUInt32((uint)bytes.Length);
    });

    private static FeeEstimate ReadInfo(ref ScaleReader reader)
    {
        Weight weight = reader.Read<Weight>();
        string kind = ReadClass(ref reader);
        return new FeeEstimate(reader.ReadUInt128(), weight, kind);
    }

    private static FeeEstimate ReadOldInfo(ref ScaleReader reader)
    {
        Weight weight = new(reader.ReadUInt64(), 0);
        string kind = ReadClass(ref reader);
        return new FeeEstimate(reader.ReadUInt128(), weight, kind);
    }

    private static string ReadClass(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte kind = reader.ReadByte();
        return kind < Classes.Length ? Classes[kind] : throw new ScaleException($"0x{kind:x2} is no class of a call", offset);
    }

    private static FeeDetails ReadDetails(ref ScaleReader reader)
    {
        FeeDetails details = reader.ReadOptionTag() ? new FeeDetails(reader.ReadUInt128(), reader.ReadUInt128(), reader.ReadUInt128(), 0) : new FeeDetails(0, 0, 0, 0);
        return details with { Tip = reader.ReadUInt128() };
    }

    private static FeeEstimate Read(PaymentInfoResult info)
    {
        if (!UInt128.TryParse(info.PartialFee, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 fee))
        {
            throw new RpcFormatException("payment_queryInfo", $"the fee \"{info.PartialFee}\" is no number");
        }

        string kind = Array.Find(Classes, known => known.Equals(info.Class, StringComparison.OrdinalIgnoreCase))
            ?? throw new RpcFormatException("payment_queryInfo", $"\"{info.Class}\" is no class of a call");
        return new FeeEstimate(fee, Read(info.Weight), kind);
    }

    private static Weight Read(JsonElement weight)
    {
        if (weight.ValueKind == JsonValueKind.Number && weight.TryGetUInt64(out ulong single))
        {
            return new Weight(single, 0);
        }

        return weight.ValueKind == JsonValueKind.Object
            && TryGet(weight, "ref_time", "refTime", out ulong time)
            && TryGet(weight, "proof_size", "proofSize", out ulong size)
            ? new Weight(time, size)
            : throw new RpcFormatException("payment_queryInfo", $"{weight.GetRawText()} is no weight");
    }

    private static bool TryGet(JsonElement weight, string name, string other, out ulong value)
    {
        value = 0;
        return (weight.TryGetProperty(name, out JsonElement number) || weight.TryGetProperty(other, out number))
            && number.ValueKind == JsonValueKind.Number
            && number.TryGetUInt64(out value);
    }
}
