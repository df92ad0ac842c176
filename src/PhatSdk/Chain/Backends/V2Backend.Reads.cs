using System.Runtime.CompilerServices;
using System.Text.Json;
using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain.Backends;

internal sealed partial class V2Backend
{
    private static async ValueTask<byte[][]> ReadBodyAsync(ChainHeadFollow follow, Hash256 block, CancellationToken cancellationToken)
    {
        const string Method = "chainHead_v1_body";
        await foreach (JsonElement notification in follow.RunAsync(Method, block, static _ => { }, cancellationToken).ConfigureAwait(false))
        {
            if (notification.TryGetProperty("value", out JsonElement value))
            {
                return V2Json.ListOf(value, Method, V2Json.BytesOf);
            }
        }

        throw new RpcFormatException(Method, "the operation ended without a body");
    }

    private static async ValueTask<byte[]> ReadCallAsync(
        ChainHeadFollow follow, Hash256 block, string function, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken)
    {
        const string Method = "chainHead_v1_call";
        await foreach (JsonElement notification in follow
            .RunAsync(Method, block, parameters => parameters.Add(function).AddHex(arguments.Span), cancellationToken).ConfigureAwait(false))
        {
            if (notification.TryGetProperty("output", out JsonElement output))
            {
                return V2Json.BytesOf(output, Method);
            }
        }

        throw new RpcFormatException(Method, "the operation ended without an output");
    }

    // A node may take some of the keys only: the others are asked for again.
    private static async ValueTask<Dictionary<string, byte[]>> ReadValuesAsync(
        ChainHeadFollow follow, Hash256 block, IReadOnlyList<ReadOnlyMemory<byte>> keys, CancellationToken cancellationToken)
    {
        const string Method = "chainHead_v1_storage";
        Dictionary<string, byte[]> values = [];
        for (int taken = 0; taken < keys.Count;)
        {
            int left = keys.Count - taken;
            int discarded = 0;
            byte[] items = V2Json.ItemsOf(keys.Skip(taken), "value");
            await foreach (JsonElement notification in follow
                .RunAsync(Method, block, parameters => parameters.AddJson(items).AddNull(), cancellationToken).ConfigureAwait(false))
            {
                if (notification.TryGetProperty("discardedItems", out JsonElement number))
                {
                    discarded = number.TryGetInt32(out int count) ? count : 0;
                }
                else if (notification.TryGetProperty("items", out JsonElement read))
                {
                    foreach (JsonElement item in V2Json.ListOf(read, Method, static (item, _) => item))
                    {
                        values[Hex.Format(V2Json.BytesOf(V2Json.Member(item, "key", Method), Method))] =
                            V2Json.BytesOf(V2Json.Member(item, "value", Method), Method);
                    }
                }
            }

            taken += discarded >= 0 && discarded < left
                ? left - discarded
                : throw new RpcFormatException(Method, $"the node discarded {discarded} of {left} keys");
        }

        return values;
    }

    private static async IAsyncEnumerable<byte[][]> ReadKeysAsync(
        ChainHeadFollow follow, Hash256 at, ReadOnlyMemory<byte> prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string Method = "chainHead_v1_storage";
        Hash256 block = follow.TryUse(at) ?? throw NotPinned(Method, at);
        try
        {
            byte[] items = V2Json.ItemsOf([prefix], "descendantsHashes");
            await foreach (JsonElement notification in follow
                .RunAsync(Method, block, parameters => parameters.AddJson(items).AddNull(), cancellationToken).ConfigureAwait(false))
            {
                if (notification.TryGetProperty("items", out JsonElement read))
                {
                    yield return V2Json.ListOf(read, Method, static (item, method) => V2Json.BytesOf(V2Json.Member(item, "key", method), method));
                }
            }
        }
        finally
        {
            follow.Release(block);
        }
    }
}
