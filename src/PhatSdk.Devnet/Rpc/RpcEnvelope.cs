using System.Buffers;
using System.Text.Json;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc;

/// <summary>Reads messages of JSON-RPC 2.0, single or in a batch, has them run, and writes the answers. Knows nothing of wires; safe for several threads.</summary>
/// <remarks>Codes and texts are those of paritytech/jsonrpsee, which a node's server is made of.</remarks>
/// <param name="dispatcher">Runs the methods.</param>
/// <param name="limits">What a message may be.</param>
internal sealed class RpcEnvelope(RpcDispatcher dispatcher, RpcLimits limits)
{
    private static readonly RpcErrorException ParseError = new(-32700, "Parse error");
    private static readonly RpcErrorException InvalidRequest = new(-32600, "Invalid request");
    private static readonly ReadOnlyMemory<byte> NoId = RpcJson.Null;

    /// <summary>Answers a message.</summary>
    /// <param name="message">The message, JSON in UTF-8.</param>
    /// <param name="session">The subscriptions of the connection; null where it can have none.</param>
    /// <param name="cancellationToken">Ends what the message asks for.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async ValueTask<RpcAnswer> AnswerAsync(ReadOnlyMemory<byte> message, RpcSession? session, CancellationToken cancellationToken)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(message.Span);
        }
        catch (JsonException)
        {
            return new RpcAnswer(Error(NoId, ParseError), []);
        }

        if (!JsonText.IsReadable(message.Span))
        {
            return new RpcAnswer(Error(NoId, ParseError), []);
        }

        List<RpcReply> begun = [];
        using RpcSession none = new(mostSubscriptions: 0);
        try
        {
            ReadOnlyMemory<byte> json = root.ValueKind == JsonValueKind.Array
                ? await AnswerBatchAsync(root, session ?? none, begun, cancellationToken).ConfigureAwait(false)
                : await AnswerOneAsync(root, session ?? none, begun, cancellationToken).ConfigureAwait(false);
            return new RpcAnswer(json, begun);
        }
        catch
        {
            // Nobody will read them.
            begun.ForEach(static reply => reply.Feed?.Dispose());
            throw;
        }
    }

    /// <summary>The answer to a message that is larger than what is read.</summary>
    /// <param name="most">The most bytes that are.</param>
    public static ReadOnlyMemory<byte> TooLarge(int most) => Error(NoId, new RpcErrorException(-32007, "Request is too big", $"Exceeded max limit of {most}"));

    /// <summary>Writes a notification of a subscription.</summary>
    /// <param name="feed">The subscription.</param>
    /// <param name="result">The <c>result</c>, JSON in UTF-8.</param>
    public static ReadOnlyMemory<byte> Notification(RpcFeed feed, ReadOnlyMemory<byte> result) => RpcJson.Write((feed, result), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteString("method", state.feed.NotificationMethod);
        writer.WriteStartObject("params");
        writer.WriteString("subscription", state.feed.Id);
        writer.WritePropertyName("result");
        writer.WriteRawValue(state.result.Span, skipInputValidation: true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private async ValueTask<ReadOnlyMemory<byte>> AnswerBatchAsync(JsonElement batch, RpcSession session, List<RpcReply> begun, CancellationToken cancellationToken)
    {
        int length = batch.GetArrayLength();
        if (length == 0)
        {
            return Error(NoId, InvalidRequest);
        }

        if (length > limits.MaxBatchLength)
        {
            return Error(NoId, new RpcErrorException(-32010, "The batch request was too large", $"Exceeded max limit of {limits.MaxBatchLength}"));
        }

        ArrayBufferWriter<byte> answers = new();
        foreach (JsonElement request in batch.EnumerateArray())
        {
            ReadOnlyMemory<byte> answer = await AnswerOneAsync(request, session, begun, cancellationToken).ConfigureAwait(false);
            if (answer.IsEmpty)
            {
                continue;
            }

            answers.Write(answers.WrittenCount == 0 ? "["u8 : ","u8);
            answers.Write(answer.Span);
            if (answers.WrittenCount >= limits.MaxResponseSize)
            {
                begun.ForEach(static reply => reply.Feed?.Dispose());
                begun.Clear();
                return Error(NoId, new RpcErrorException(-32011, "The batch response was too large", $"Exceeded max limit of {limits.MaxResponseSize}"));
            }
        }

        // A batch of notifications alone is answered with nothing.
        if (answers.WrittenCount > 0)
        {
            answers.Write("]"u8);
        }

        return answers.WrittenMemory;
    }

    private async ValueTask<ReadOnlyMemory<byte>> AnswerOneAsync(JsonElement request, RpcSession session, List<RpcReply> begun, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? id = ReadId(request);
        if (!IsRequest(request, out string method, out JsonElement parameters) || (id is null && request.TryGetProperty("id"u8, out _)))
        {
            return Error(id ?? NoId, InvalidRequest);
        }

        if (id is not { } known)
        {
            // A notification: what it could change is left alone, as nobody would learn of an error.
            return ReadOnlyMemory<byte>.Empty;
        }

        try
        {
            RpcReply reply = await dispatcher.InvokeAsync(method, parameters, session, cancellationToken).ConfigureAwait(false);
            if (reply.Result.Length > limits.MaxResponseSize)
            {
                reply.Feed?.Dispose();
                return Error(known, new RpcErrorException(-32008, "Response is too big", $"Exceeded max limit of {limits.MaxResponseSize}"));
            }

            if (reply.Feed is not null || reply.Sent is not null)
            {
                begun.Add(reply);
            }

            return Result(known, reply.Result);
        }
        catch (RpcErrorException error)
        {
            return Error(known, error);
        }
    }

    // Null where there is no id, or none of a kind that an answer could repeat.
    private static ReadOnlyMemory<byte>? ReadId(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("id"u8, out JsonElement id))
        {
            return default;
        }

        return id.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null
            ? RpcJson.Write(id, static (writer, value) => value.WriteTo(writer))
            : default(ReadOnlyMemory<byte>?);
    }

    private static bool IsRequest(JsonElement request, out string method, out JsonElement parameters)
    {
        method = "";
        parameters = default;
        if (request.ValueKind != JsonValueKind.Object
            || !request.TryGetProperty("jsonrpc"u8, out JsonElement version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"u8)
            || !request.TryGetProperty("method"u8, out JsonElement name) || name.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        method = name.GetString()!;
        return !request.TryGetProperty("params"u8, out parameters)
            || parameters.ValueKind is JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null;
    }

    private static ReadOnlyMemory<byte> Result(ReadOnlyMemory<byte> id, ReadOnlyMemory<byte> result) => RpcJson.Write((id, result), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WritePropertyName("id");
        writer.WriteRawValue(state.id.Span, skipInputValidation: true);
        writer.WritePropertyName("result");
        writer.WriteRawValue(state.result.Span, skipInputValidation: true);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Error(ReadOnlyMemory<byte> id, RpcErrorException error) => RpcJson.Write((id, error), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WritePropertyName("id");
        writer.WriteRawValue(state.id.Span, skipInputValidation: true);
        writer.WriteStartObject("error");
        writer.WriteNumber("code", state.error.Code);
        writer.WriteString("message", state.error.ErrorMessage);
        if (state.error.ErrorData is { } data)
        {
            writer.WriteString("data", data);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
