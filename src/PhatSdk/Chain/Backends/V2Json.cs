using System.Text.Json;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Backends;

/// <summary>Reads the answers of the newer methods.</summary>
internal static class V2Json
{
    public static JsonElement Member(JsonElement element, string name, string method) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member)
            ? member
            : throw new RpcFormatException(method, $"no member \"{name}\"");

    public static string TextOf(JsonElement element, string method) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new RpcFormatException(method, $"{element.ValueKind} instead of text");

    public static byte[] BytesOf(JsonElement element, string method) =>
        Hex.TryParse(TextOf(element, method), out byte[]? bytes) ? bytes : throw new RpcFormatException(method, "no hexadecimal text of whole bytes");

    public static Hash256 HashOf(JsonElement element, string method) =>
        Hash256.TryParse(TextOf(element, method), null, out Hash256 hash) ? hash : throw new RpcFormatException(method, "no hash of 32 bytes");

    public static T[] ListOf<T>(JsonElement element, string method, Func<JsonElement, string, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw new RpcFormatException(method, $"{element.ValueKind} instead of an array");
        }

        T[] items = new T[element.GetArrayLength()];
        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            items[index++] = read(item, method);
        }

        return items;
    }

    /// <summary>What is asked of the state: each key's value, or all keys that start with it.</summary>
    public static byte[] ItemsOf(IEnumerable<ReadOnlyMemory<byte>> keys, string type)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartArray();
            foreach (ReadOnlyMemory<byte> key in keys)
            {
                writer.WriteStartObject();
                writer.WriteString("key", Hex.Format(key.Span));
                writer.WriteString("type", type);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return stream.ToArray();
    }

    /// <summary>Of a runtime that an event tells of, its spec version; null where there is none, or it is unreadable to the node.</summary>
    public static uint? SpecVersionOf(JsonElement runtime) =>
        runtime.ValueKind == JsonValueKind.Object
            && runtime.TryGetProperty("spec", out JsonElement spec)
            && spec.ValueKind == JsonValueKind.Object
            && spec.TryGetProperty("specVersion", out JsonElement version)
            && version.TryGetUInt32(out uint number)
                ? number
                : null;
}
