using System.Text.Json;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Writes the notifications of <c>archive_v1_storage</c> and <c>archive_v1_storageDiff</c>.</summary>
internal static class ArchiveEvent
{
    public static ReadOnlyMemory<byte> StorageDone { get; } = """{"event":"storageDone"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> StorageDiffDone { get; } = """{"event":"storageDiffDone"}"""u8.ToArray();

    public static ReadOnlyMemory<byte> Storage(StorageItem item) => Write("storage", item.Write);

    public static ReadOnlyMemory<byte> StorageError(string error) => Write("storageError", writer => writer.WriteString("error", error));

    public static ReadOnlyMemory<byte> StorageDiff((StorageItem Item, string Type) change) => Write("storageDiff", writer =>
    {
        change.Item.Write(writer);
        writer.WriteString("type", change.Type);
    });

    public static ReadOnlyMemory<byte> StorageDiffError(string error) => Write("storageDiffError", writer => writer.WriteString("error", error));

    private static ReadOnlyMemory<byte> Write(string name, Action<Utf8JsonWriter> writeRest) => RpcJson.Write((name, writeRest), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("event", state.name);
        state.writeRest(writer);
        writer.WriteEndObject();
    });
}
