using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Writes the notifications of <c>chainHead_v1_follow</c>.</summary>
internal static class ChainHeadEvent
{
    /// <summary>The last one: the client has to begin anew.</summary>
    public static ReadOnlyMemory<byte> Stop { get; } = """{"event":"stop"}"""u8.ToArray();

    /// <param name="finalized">The newest final blocks, the oldest first.</param>
    /// <param name="writeRuntime">Writes the runtime of the last; null where the client does not want it.</param>
    public static ReadOnlyMemory<byte> Initialized(IEnumerable<Block> finalized, Action<Utf8JsonWriter>? writeRuntime) => Write("initialized", writer =>
    {
        WriteHashes(writer, "finalizedBlockHashes", finalized.Select(static block => block.Hash));
        if (writeRuntime is not null)
        {
            writer.WritePropertyName("finalizedBlockRuntime");
            writeRuntime(writer);
        }
    });

    /// <param name="block">The block.</param>
    /// <param name="writeRuntime">Writes its runtime, or null where that is its parent's; null where the client does not want it.</param>
    public static ReadOnlyMemory<byte> NewBlock(Block block, Action<Utf8JsonWriter>? writeRuntime) => Write("newBlock", writer =>
    {
        WriteHash(writer, "blockHash", block.Hash);
        WriteHash(writer, "parentBlockHash", block.ParentHash);
        if (writeRuntime is not null)
        {
            writer.WritePropertyName("newRuntime");
            writeRuntime(writer);
        }
    });

    public static ReadOnlyMemory<byte> BestBlockChanged(Block best) => Write("bestBlockChanged", writer => WriteHash(writer, "bestBlockHash", best.Hash));

    public static ReadOnlyMemory<byte> Finalized(IEnumerable<Block> finalized, IEnumerable<Block> pruned) => Write("finalized", writer =>
    {
        WriteHashes(writer, "finalizedBlockHashes", finalized.Select(static block => block.Hash));
        WriteHashes(writer, "prunedBlockHashes", pruned.Select(static block => block.Hash));
    });

    public static ReadOnlyMemory<byte> BodyDone(string operationId, Block block) => OfOperation("operationBodyDone", operationId, writer =>
    {
        writer.WriteStartArray("value");
        foreach (ReadOnlyMemory<byte> extrinsic in block.Extrinsics)
        {
            writer.WriteHex(extrinsic.Span);
        }

        writer.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> CallDone(string operationId, byte[] output) => OfOperation("operationCallDone", operationId, writer =>
    {
        writer.WritePropertyName("output");
        writer.WriteHex(output.AsSpan());
    });

    public static ReadOnlyMemory<byte> StorageItems(string operationId, IReadOnlyList<StorageItem> items) => OfOperation("operationStorageItems", operationId, writer =>
    {
        writer.WriteStartArray("items");
        foreach (StorageItem item in items)
        {
            writer.WriteStartObject();
            item.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> WaitingForContinue(string operationId) => OfOperation("operationWaitingForContinue", operationId, static _ => { });

    public static ReadOnlyMemory<byte> StorageDone(string operationId) => OfOperation("operationStorageDone", operationId, static _ => { });

    public static ReadOnlyMemory<byte> OperationError(string operationId, string error) =>
        OfOperation("operationError", operationId, writer => writer.WriteString("error", error));

    private static ReadOnlyMemory<byte> OfOperation(string name, string operationId, Action<Utf8JsonWriter> writeRest) => Write(name, writer =>
    {
        writer.WriteString("operationId", operationId);
        writeRest(writer);
    });

    private static ReadOnlyMemory<byte> Write(string name, Action<Utf8JsonWriter> writeRest) => RpcJson.Write((name, writeRest), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("event", state.name);
        state.writeRest(writer);
        writer.WriteEndObject();
    });

    private static void WriteHash(Utf8JsonWriter writer, string name, Hash256 hash)
    {
        writer.WritePropertyName(name);
        writer.WriteHash(hash);
    }

    private static void WriteHashes(Utf8JsonWriter writer, string name, IEnumerable<Hash256> hashes)
    {
        writer.WriteStartArray(name);
        foreach (Hash256 hash in hashes)
        {
            writer.WriteHash(hash);
        }

        writer.WriteEndArray();
    }
}
