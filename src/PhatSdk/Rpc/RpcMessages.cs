using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PhatSdk.Rpc;

/// <summary>Writes requests of JSON-RPC 2.0.</summary>
internal static class RpcMessages
{
    /// <summary>The end of a subscription. Its answer is of no interest.</summary>
    public static OutgoingMessage End(ulong id, SubscribedFeed feed) => End(id, feed.UnsubscribeMethod, feed.Id);

    /// <inheritdoc cref="End(ulong, SubscribedFeed)"/>
    public static OutgoingMessage End(ulong id, string unsubscribeMethod, JsonElement subscription) =>
        new(Write(id, unsubscribeMethod, Encoding.UTF8.GetBytes($"[{subscription.GetRawText()}]")), []);

    /// <summary>Writes a request.</summary>
    /// <exception cref="ArgumentException">The parameters are no JSON.</exception>
    public static ReadOnlyMemory<byte> Write(ulong id, string method, ReadOnlySpan<byte> parametersJson)
    {
        ArrayBufferWriter<byte> buffer = new(method.Length + parametersJson.Length + 64);
        using Utf8JsonWriter writer = new(buffer);
        Write(writer, id, method, parametersJson);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Writes a batch.</summary>
    /// <exception cref="ArgumentException">The parameters of a request are no JSON.</exception>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<PendingRequest> requests, IReadOnlyList<RpcRequest> asked)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartArray();
        for (int i = 0; i < asked.Count; i++)
        {
            Write(writer, requests[i].Id, requests[i].Method, asked[i].ParametersJson.Span);
        }

        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, ulong id, string method, ReadOnlySpan<byte> parametersJson)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteNumber("id"u8, id);
        writer.WriteString("method"u8, method);
        writer.WritePropertyName("params"u8);
        try
        {
            writer.WriteRawValue(parametersJson.IsEmpty ? "[]"u8 : parametersJson);
        }
        catch (JsonException cause)
        {
            throw new ArgumentException($"{method}: the parameters are no JSON: {cause.Message}", nameof(parametersJson), cause);
        }

        writer.WriteEndObject();
    }
}
