using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>All blocks and their states, past ones included: <c>archive_v1_*</c> (paritytech/json-rpc-interface-spec).</summary>
internal sealed class ArchiveMethods(DevnetChain chain)
{
    private const string NoBlock = "there is no block";

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("archive_v1_genesisHash", (writer, _) => writer.WriteHash(chain.Genesis.Hash)),
        new RpcMethod("archive_v1_finalizedHeight", (writer, _) => writer.WriteNumberValue(chain.Finalized.Number)),
        new RpcMethod("archive_v1_hashByHeight", WriteHashes),
        new RpcMethod("archive_v1_header", WriteHeader),
        new RpcMethod("archive_v1_body", WriteBody),
        new RpcMethod("archive_v1_call", WriteCall),
        new RpcSubscribeMethod(["archive_v1_storage"], Storage),
        new EndSubscriptionMethod("archive_v1_stopStorage"),
        new RpcSubscribeMethod(["archive_v1_storageDiff"], StorageDiff),
        new EndSubscriptionMethod("archive_v1_stopStorageDiff"),
    ];

    private void WriteHashes(Utf8JsonWriter writer, RpcArguments arguments)
    {
        uint height = arguments.Number(0, "height");
        BlockTree tree = chain.Tree;
        IEnumerable<Block> blocks = height > tree.Finalized.Number ? tree.Unfinalized.Where(block => block.Number == height)
            : tree.At(height) is { } final ? [final]
            : [];
        writer.WriteStartArray();
        foreach (Block block in blocks)
        {
            writer.WriteHash(block.Hash);
        }

        writer.WriteEndArray();
    }

    private void WriteHeader(Utf8JsonWriter writer, RpcArguments arguments)
    {
        ReadOnlyMemory<byte>? header = chain.Find(arguments.Hash(0, "hash")) is { } block ? block.EncodedHeader : default(ReadOnlyMemory<byte>?);
        writer.WriteHex(header);
    }

    private void WriteBody(Utf8JsonWriter writer, RpcArguments arguments)
    {
        if (chain.Find(arguments.Hash(0, "hash")) is not { } block)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        foreach (ReadOnlyMemory<byte> extrinsic in block.Extrinsics)
        {
            writer.WriteHex(extrinsic.Span);
        }

        writer.WriteEndArray();
    }

    private void WriteCall(Utf8JsonWriter writer, RpcArguments arguments)
    {
        Hash256 hash = arguments.Hash(0, "hash");
        string function = arguments.Text(1, "function");
        byte[] parameters = arguments.Bytes(2, "callParameters");
        if (chain.Find(hash) is not { } block)
        {
            writer.WriteNullValue();
            return;
        }

        byte[]? output = null;
        string? error = null;
        try
        {
            output = chain.Runtime.Call(block.State, function, parameters, arguments.CancellationToken);
        }
        catch (Exception failure) when (failure is RuntimeTrapException or InvalidDataException)
        {
            error = failure.Message;
        }

        writer.WriteStartObject();
        writer.WriteBoolean("success", error is null);
        if (output is not null)
        {
            writer.WritePropertyName("value");
            writer.WriteHex(output.AsSpan());
        }
        else
        {
            writer.WriteString("error", error);
        }

        writer.WriteEndObject();
    }

    private SequenceFeed Storage(RpcArguments arguments)
    {
        Hash256 hash = arguments.Hash(0, "hash");
        IReadOnlyList<StorageQuery> queries = StorageQuery.ReadAll(arguments, 1, mayResume: true);
        byte[]? trieId = arguments.OptionalBytes(2, "childTrie");
        return new SequenceFeed(Events()) { NotificationMethod = "archive_v1_storageEvent" };

        IEnumerable<ReadOnlyMemory<byte>> Events() => chain.Find(hash) is { } block
            ? new StorageSearch(block.State, trieId).Find(queries).Select(ArchiveEvent.Storage).Append(ArchiveEvent.StorageDone)
            : [ArchiveEvent.StorageError($"{NoBlock} {hash}")];
    }

    private SequenceFeed StorageDiff(RpcArguments arguments)
    {
        Hash256 hash = arguments.Hash(0, "hash");
        IReadOnlyList<StorageDiffQuery> queries = StorageDiffQuery.ReadAll(arguments, 1);
        Hash256? previousHash = arguments.OptionalHash(2, "previousHash");
        return new SequenceFeed(Events()) { NotificationMethod = "archive_v1_storageDiffEvent" };

        IEnumerable<ReadOnlyMemory<byte>> Events()
        {
            if (chain.Find(hash) is not { } block)
            {
                return [ArchiveEvent.StorageDiffError($"{NoBlock} {hash}")];
            }

            return chain.Find(previousHash ?? block.ParentHash) is { } previous
                ? StorageDiffQuery.Find(queries, previous.State, block.State).Select(ArchiveEvent.StorageDiff).Append(ArchiveEvent.StorageDiffDone)
                : [ArchiveEvent.StorageDiffError($"{NoBlock} {previousHash ?? block.ParentHash}")];
        }
    }
}
