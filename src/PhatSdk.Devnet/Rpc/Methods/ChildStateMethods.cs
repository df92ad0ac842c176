using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>The state of child tries, as contracts keep theirs: <c>childstate_*</c>. Child tries are named by their key in the main trie.</summary>
internal sealed class ChildStateMethods(DevnetChain chain)
{
    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("childstate_getStorage", (writer, arguments) => writer.WriteHex(ValueOf(arguments))),
        new RpcMethod("childstate_getStorageHash", WriteHash),
        new RpcMethod("childstate_getStorageSize", WriteSize),
        new RpcMethod("childstate_getStorageEntries", WriteEntries),
        new RpcMethod("childstate_getKeys", WriteKeys),
        new RpcMethod(["childstate_getKeysPaged", "childstate_getKeysPagedAt"], WriteKeysPaged),
    ];

    private static byte[] TrieId(RpcArguments arguments)
    {
        byte[] key = arguments.Bytes(0, "childStorageKey");
        return key.AsSpan().StartsWith(ChildTrieKey.Prefix) ? key[ChildTrieKey.Prefix.Length..] : throw RpcErrorException.Client("Invalid child storage key");
    }

    private static void WriteKeys(Utf8JsonWriter writer, IEnumerable<byte[]> keys)
    {
        writer.WriteStartArray();
        foreach (byte[] key in keys)
        {
            writer.WriteHex(key.AsSpan());
        }

        writer.WriteEndArray();
    }

    private ReadOnlyMemory<byte>? ValueOf(RpcArguments arguments)
    {
        byte[] trieId = TrieId(arguments);
        byte[] key = arguments.Bytes(1, "key");
        return chain.StateOf(arguments.OptionalHash(2, "hash")).State.GetChild(trieId, key);
    }

    private void WriteHash(Utf8JsonWriter writer, RpcArguments arguments) => writer.WriteHashOf(ValueOf(arguments));

    private void WriteSize(Utf8JsonWriter writer, RpcArguments arguments)
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

    private void WriteEntries(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] trieId = TrieId(arguments);
        byte[][] keys = arguments.ListOfBytes(1, "keys");
        StateView state = chain.StateOf(arguments.OptionalHash(2, "hash")).State;
        writer.WriteStartArray();
        foreach (byte[] key in keys)
        {
            writer.WriteHex(state.GetChild(trieId, key));
        }

        writer.WriteEndArray();
    }

    private void WriteKeys(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] trieId = TrieId(arguments);
        byte[] prefix = arguments.OptionalBytes(1, "prefix") ?? [];
        WriteKeys(writer, chain.StateOf(arguments.OptionalHash(2, "hash")).State.ChildKeys(trieId, prefix));
    }

    private void WriteKeysPaged(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] trieId = TrieId(arguments);
        byte[] prefix = arguments.OptionalBytes(1, "prefix") ?? [];
        uint count = arguments.Number(2, "count");
        if (count > StateMethods.MostKeys)
        {
            throw RpcErrorException.CountTooLarge(count, StateMethods.MostKeys);
        }

        byte[] after = arguments.OptionalBytes(3, "startKey") ?? [];
        WriteKeys(writer, chain.StateOf(arguments.OptionalHash(4, "hash")).State.ChildKeys(trieId, prefix, (int)count, after));
    }
}
