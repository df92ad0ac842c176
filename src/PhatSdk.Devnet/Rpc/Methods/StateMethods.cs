using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.State;
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
        new RpcMethod("state_getKeys", WriteKeys),
        new RpcMethod("state_getPairs", WritePairs),
        new RpcMethod("state_queryStorage", WriteQuery),
        new RpcMethod("state_queryStorageAt", WriteQueryAt),
        new RpcMethod("state_trieMigrationStatus", WriteMigrationStatus),
    ];

    // All values are in the trie as its newest version has them from the genesis on.
    private static void WriteMigrationStatus(Utf8JsonWriter writer, RpcArguments arguments)
    {
        writer.WriteStartObject();
        writer.WriteNumber("topRemainingToMigrate", 0);
        writer.WriteNumber("childRemainingToMigrate", 0);
        writer.WriteEndObject();
    }

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

    private void WriteStorageHash(Utf8JsonWriter writer, RpcArguments arguments) => writer.WriteHashOf(ValueOf(arguments));

    /// <summary>The size of a value; where the key has none, of all values whose keys begin with it.</summary>
    private void WriteStorageSize(Utf8JsonWriter writer, RpcArguments arguments)
    {
        if (ValueOf(arguments) is { } value)
        {
            writer.WriteNumberValue(value.Length);
            return;
        }

        StateView state = chain.StateOf(arguments.OptionalHash(1, "hash")).State;
        long sum = 0;
        foreach (byte[] key in state.Keys(arguments.Bytes(0, "key")))
        {
            arguments.CancellationToken.ThrowIfCancellationRequested();
            sum += state.Get(key)?.Length ?? 0;
        }

        if (sum > 0)
        {
            writer.WriteNumberValue(sum);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteKeys(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] prefix = arguments.OptionalBytes(0, "prefix") ?? [];
        writer.WriteStartArray();
        foreach (byte[] key in chain.StateOf(arguments.OptionalHash(1, "hash")).State.Keys(prefix))
        {
            writer.WriteHex(key.AsSpan());
        }

        writer.WriteEndArray();
    }

    private void WritePairs(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] prefix = arguments.OptionalBytes(0, "prefix") ?? [];
        StateView state = chain.StateOf(arguments.OptionalHash(1, "hash")).State;
        writer.WriteStartArray();
        foreach (byte[] key in state.Keys(prefix))
        {
            arguments.CancellationToken.ThrowIfCancellationRequested();
            writer.WriteStartArray();
            writer.WriteHex(key.AsSpan());
            writer.WriteHex(state.Get(key));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
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

    /// <summary>The values at the first block, then those that changed in each block up to the last.</summary>
    private void WriteQuery(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[][] keys = arguments.ListOfBytes(0, "keys");
        Block first = chain.StateOf(arguments.Hash(1, "fromBlock"));
        Block last = chain.StateOf(arguments.OptionalHash(2, "toBlock"));
        Block? before = null;
        writer.WriteStartArray();
        foreach (Block block in Range(first, last))
        {
            arguments.CancellationToken.ThrowIfCancellationRequested();
            List<(byte[] Key, ReadOnlyMemory<byte>? Value)> changes = StorageChangesJson.Between(before, block, keys);
            before = block;
            if (changes.Count > 0)
            {
                StorageChangesJson.Write(writer, block.Hash, changes);
            }
        }

        writer.WriteEndArray();
    }

    private Stack<Block> Range(Block first, Block last)
    {
        if (first.Number > last.Number)
        {
            throw RpcErrorException.BlockRange(first.Hash, last.Hash, "from number > to number");
        }

        Stack<Block> range = new([last]);
        while (range.Peek().Number > first.Number)
        {
            range.Push(chain.StateOf(range.Peek().ParentHash));
        }

        return range.Peek() == first ? range : throw RpcErrorException.BlockRange(first.Hash, last.Hash, "from and to are on different forks");
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
