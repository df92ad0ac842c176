using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>State and runtime: <c>state_*</c>, but for the subscriptions.</summary>
internal sealed class StateMethods(DevnetChain chain)
{
    /// <summary>The most keys of a page, as a node has it.</summary>
    public const uint MostKeys = 1000;

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("state_getMetadata", WriteMetadata),
        new RpcMethod(["state_getRuntimeVersion", "chain_getRuntimeVersion"], WriteRuntimeVersion),
        new RpcMethod(["state_call", "state_callAt"], WriteCall),
        new RpcMethod(["state_getStorage", "state_getStorageAt"], (writer, arguments) => writer.WriteHex(ValueOf(arguments))),
        new RpcMethod(["state_getStorageHash", "state_getStorageHashAt"], WriteStorageHash),
        new RpcMethod(["state_getStorageSize", "state_getStorageSizeAt"], WriteStorageSize),
        new RpcMethod(["state_getKeysPaged", "state_getKeysPagedAt"], WriteKeysPaged),
        new RpcMethod("state_queryStorageAt", WriteQueryAt),
    ];

    private void WriteMetadata(Utf8JsonWriter writer, RpcArguments arguments)
    {
        Block block = chain.StateOf(arguments.OptionalHash(0, "hash"));
        ScaleReader reader = new(chain.Call(block, "Metadata_metadata", [], arguments.CancellationToken));
        writer.WriteHex(reader.ReadBytes());
    }

    private void WriteRuntimeVersion(Utf8JsonWriter writer, RpcArguments arguments)
    {
        Block block = chain.StateOf(arguments.OptionalHash(0, "hash"));
        writer.WriteRuntimeVersion(chain.Call(block, "Core_version", [], arguments.CancellationToken));
    }

    private void WriteCall(Utf8JsonWriter writer, RpcArguments arguments)
    {
        string method = arguments.Text(0, "method");
        byte[] data = arguments.Bytes(1, "data");
        Block block = chain.StateOf(arguments.OptionalHash(2, "hash"));
        writer.WriteHex(chain.Call(block, method, data, arguments.CancellationToken));
    }

    private ReadOnlyMemory<byte>? ValueOf(RpcArguments arguments)
    {
        byte[] key = arguments.Bytes(0, "key");
        return chain.StateOf(arguments.OptionalHash(1, "hash")).State.Get(key);
    }

    private void WriteStorageHash(Utf8JsonWriter writer, RpcArguments arguments)
    {
        if (ValueOf(arguments) is { } value)
        {
            writer.WriteHash(Blake2b.Hash256(value.Span));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteStorageSize(Utf8JsonWriter writer, RpcArguments arguments)
    {
        if (ValueOf(arguments) is { } value)
        {
            writer.WriteNumberValue(value.Length);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteKeysPaged(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] prefix = arguments.OptionalBytes(0, "prefix") ?? [];
        uint count = arguments.Number(1, "count");
        if (count > MostKeys)
        {
            throw RpcErrorException.CountTooLarge(count, MostKeys);
        }

        byte[] after = arguments.OptionalBytes(2, "startKey") ?? [];
        Block block = chain.StateOf(arguments.OptionalHash(3, "hash"));
        writer.WriteStartArray();
        foreach (byte[] key in block.State.Keys(prefix, (int)count, after))
        {
            writer.WriteHex(key.AsSpan());
        }

        writer.WriteEndArray();
    }

    private void WriteQueryAt(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[][] keys = arguments.ListOfBytes(0, "keys");
        Block block = chain.StateOf(arguments.OptionalHash(1, "hash"));
        writer.WriteStartArray();
        StorageChangesJson.Write(writer, block.Hash, [.. keys.Select(key => (key, block.State.Get(key)))]);
        writer.WriteEndArray();
    }
}
