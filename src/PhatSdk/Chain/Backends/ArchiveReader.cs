using System.Runtime.CompilerServices;
using System.Text.Json;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Backends;

/// <summary>Reads blocks of any age by the methods <c>archive_v1_*</c>. See the JSON-RPC interface specification of paritytech, <c>archive_v1</c>.</summary>
internal sealed class ArchiveReader(RpcClient rpc)
{
    private const int ServerError = -32000;
    private const int KeysAtOnce = 512;

    public async ValueTask<Hash256[]> GetHashesAsync(uint number, CancellationToken cancellationToken)
    {
        const string Method = "archive_v1_hashByHeight";
        JsonElement hashes = await rpc.Connection.SendAsync(Method, new RpcParameters().Add(number).ToJson(), cancellationToken).ConfigureAwait(false);
        return V2Json.ListOf(hashes, Method, V2Json.HashOf);
    }

    public async ValueTask<byte[]?> GetHeaderAsync(Hash256 block, CancellationToken cancellationToken)
    {
        const string Method = "archive_v1_header";
        JsonElement header = await rpc.Connection.SendAsync(Method, new RpcParameters().Add(block).ToJson(), cancellationToken).ConfigureAwait(false);
        return header.ValueKind == JsonValueKind.Null ? null : V2Json.BytesOf(header, Method);
    }

    public async ValueTask<byte[][]?> GetBodyAsync(Hash256 block, CancellationToken cancellationToken)
    {
        const string Method = "archive_v1_body";
        JsonElement body = await rpc.Connection.SendAsync(Method, new RpcParameters().Add(block).ToJson(), cancellationToken).ConfigureAwait(false);
        return body.ValueKind == JsonValueKind.Null ? null : V2Json.ListOf(body, Method, V2Json.BytesOf);
    }

    public async ValueTask<byte[]> CallAsync(Hash256 block, string function, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken)
    {
        const string Method = "archive_v1_call";
        JsonElement result = await rpc.Connection
            .SendAsync(Method, new RpcParameters().Add(block).Add(function).AddHex(arguments.Span).ToJson(), cancellationToken).ConfigureAwait(false);
        if (result.ValueKind == JsonValueKind.Null)
        {
            throw new RpcResponseException(Method, ServerError, $"the node does not know block {block}");
        }

        return V2Json.Member(result, "success", Method).ValueKind == JsonValueKind.True
            ? V2Json.BytesOf(V2Json.Member(result, "value", Method), Method)
            : throw new RpcResponseException(Method, ServerError, V2Json.TextOf(V2Json.Member(result, "error", Method), Method));
    }

    /// <summary>The values under keys; those that there are.</summary>
    public async ValueTask<Dictionary<string, byte[]>> GetStorageAsync(
        Hash256 block, IEnumerable<ReadOnlyMemory<byte>> keys, CancellationToken cancellationToken)
    {
        Dictionary<string, byte[]> values = [];
        await foreach (JsonElement item in QueryAsync(block, V2Json.ItemsOf(keys, "value"), cancellationToken).ConfigureAwait(false))
        {
            values[Hex.Format(V2Json.BytesOf(V2Json.Member(item, "key", StorageMethod), StorageMethod))] =
                V2Json.BytesOf(V2Json.Member(item, "value", StorageMethod), StorageMethod);
        }

        return values;
    }

    /// <summary>The keys with a prefix, some at a time.</summary>
    public async IAsyncEnumerable<byte[][]> ReadKeysAsync(
        Hash256 block, ReadOnlyMemory<byte> prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<byte[]> page = [];
        await foreach (JsonElement item in QueryAsync(block, V2Json.ItemsOf([prefix], "descendantsHashes"), cancellationToken).ConfigureAwait(false))
        {
            page.Add(V2Json.BytesOf(V2Json.Member(item, "key", StorageMethod), StorageMethod));
            if (page.Count == KeysAtOnce)
            {
                yield return [.. page];
                page.Clear();
            }
        }

        if (page.Count > 0)
        {
            yield return [.. page];
        }
    }

    private const string StorageMethod = "archive_v1_storage";

    private async IAsyncEnumerable<JsonElement> QueryAsync(Hash256 block, byte[] items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RpcSubscription subscription = await rpc.Connection
            .SubscribeAsync(StorageMethod, "archive_v1_stopStorage", new RpcParameters().Add(block).AddJson(items).AddNull().ToJson(), cancellationToken)
            .ConfigureAwait(false);
        await using (subscription.ConfigureAwait(false))
        {
            await foreach (JsonElement notification in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                switch (V2Json.TextOf(V2Json.Member(notification, "event", StorageMethod), StorageMethod))
                {
                    case "storage":
                        yield return notification;
                        break;
                    case "storageDone":
                        yield break;
                    case "storageError":
                        throw new RpcResponseException(StorageMethod, ServerError, V2Json.TextOf(V2Json.Member(notification, "error", StorageMethod), StorageMethod));
                    default:
                        break;
                }
            }

            throw new RpcConnectionException($"{StorageMethod}: the node ended the answer before it was whole");
        }
    }
}
