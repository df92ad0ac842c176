using System.Text.Json;
using System.Text.Json.Serialization;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Rpc;

/// <summary>How each result is read, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    Converters = [typeof(BytesJsonConverter)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(uint))]
[JsonSerializable(typeof(byte[]))]
[JsonSerializable(typeof(byte[][]))]
[JsonSerializable(typeof(HashResult))]
[JsonSerializable(typeof(BlockHeader))]
[JsonSerializable(typeof(SignedBlock))]
[JsonSerializable(typeof(ExtrinsicStatus))]
[JsonSerializable(typeof(TransactionEvent))]
[JsonSerializable(typeof(PaymentInfoResult))]
[JsonSerializable(typeof(StorageChangeSet))]
[JsonSerializable(typeof(StorageChangeSet[]))]
[JsonSerializable(typeof(SpecVersionResult))]
[JsonSerializable(typeof(RpcMethodsResult))]
internal sealed partial class RpcJsonContext : JsonSerializerContext;
