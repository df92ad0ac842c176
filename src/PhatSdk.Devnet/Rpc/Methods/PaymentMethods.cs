using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Fees: <c>payment_*</c>.</summary>
internal sealed class PaymentMethods(DevnetChain chain)
{
    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("payment_queryInfo", WriteInfo),
        new RpcMethod("payment_queryFeeDetails", WriteDetails),
    ];

    private void WriteInfo(Utf8JsonWriter writer, RpcArguments arguments)
    {
        ScaleReader reader = new(Query("TransactionPaymentApi_query_info", arguments));
        writer.WriteStartObject();
        writer.WriteStartObject("weight");
        writer.WriteNumber("ref_time", reader.ReadCompactUInt64());
        writer.WriteNumber("proof_size", reader.ReadCompactUInt64());
        writer.WriteEndObject();
        writer.WriteString("class", reader.ReadByte() switch
        {
            0 => "normal",
            1 => "operational",
            _ => "mandatory",
        });
        writer.WriteString("partialFee", reader.ReadUInt128().ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private void WriteDetails(Utf8JsonWriter writer, RpcArguments arguments)
    {
        ScaleReader reader = new(Query("TransactionPaymentApi_query_fee_details", arguments));
        writer.WriteStartObject();
        if (reader.ReadOptionTag())
        {
            writer.WriteStartObject("inclusionFee");
            writer.WriteHexNumber("baseFee", reader.ReadUInt128());
            writer.WriteHexNumber("lenFee", reader.ReadUInt128());
            writer.WriteHexNumber("adjustedWeightFee", reader.ReadUInt128());
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("inclusionFee");
        }

        writer.WriteEndObject();
    }

    private byte[] Query(string method, RpcArguments arguments)
    {
        byte[] extrinsic = arguments.Bytes(0, "extrinsic");
        byte[] query = new byte[extrinsic.Length + sizeof(uint)];
        extrinsic.CopyTo(query, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(query.AsSpan(extrinsic.Length), (uint)extrinsic.Length);
        return chain.Call(chain.StateOf(arguments.OptionalHash(1, "hash")), method, query, arguments.CancellationToken);
    }
}
