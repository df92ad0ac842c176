using System.Text.Json;
using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>Blocks: <c>chain_*</c>.</summary>
internal sealed class ChainMethods(DevnetChain chain)
{
    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod(["chain_getBlockHash", "chain_getHead"], WriteBlockHash),
        new RpcMethod("chain_getHeader", WriteHeader),
        new RpcMethod("chain_getBlock", WriteBlock),
        new RpcMethod(["chain_getFinalizedHead", "chain_getFinalisedHead"], (writer, _) => writer.WriteHash(chain.Finalized.Hash)),
        new RpcSubscribeMethod(["chain_subscribeNewHeads", "chain_subscribeNewHead", "subscribe_newHead"], _ => Heads("chain_newHead", chain.BestBlocks)),
        new RpcUnsubscribeMethod("chain_unsubscribeNewHeads", "chain_unsubscribeNewHead", "unsubscribe_newHead"),
        new RpcSubscribeMethod(["chain_subscribeAllHeads"], _ => Heads("chain_allHead", chain.Imported)),
        new RpcUnsubscribeMethod("chain_unsubscribeAllHeads"),
        new RpcSubscribeMethod(["chain_subscribeFinalizedHeads", "chain_subscribeFinalisedHeads"], _ => Heads("chain_finalizedHead", chain.FinalizedBlocks)),
        new RpcUnsubscribeMethod("chain_unsubscribeFinalizedHeads", "chain_unsubscribeFinalisedHeads"),
    ];

    private static RpcFeed<Block> Heads(string notificationMethod, Feed<Block> blocks)
    {
        Follower<Block> follower = blocks.Follow();
        return new RpcFeed<Block>(
            follower.Items, static block => RpcJson.Write(block.Header, static (writer, header) => writer.WriteHeader(header)), follower)
        {
            NotificationMethod = notificationMethod,
        };
    }

    private void WriteBlockHash(Utf8JsonWriter writer, RpcArguments arguments)
    {
        if (arguments.Optional(0) is not { } numbers)
        {
            writer.WriteHash(chain.Best.Hash);
        }
        else if (numbers.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (JsonElement number in numbers.EnumerateArray())
            {
                WriteHashOf(writer, number);
            }

            writer.WriteEndArray();
        }
        else
        {
            WriteHashOf(writer, numbers);
        }
    }

    private void WriteHashOf(Utf8JsonWriter writer, JsonElement number)
    {
        if (chain.At(RpcArguments.Number(number, "number")) is { } block)
        {
            writer.WriteHash(block.Hash);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteHeader(Utf8JsonWriter writer, RpcArguments arguments)
    {
        if (chain.Find(arguments.OptionalHash(0, "hash")) is { } block)
        {
            writer.WriteHeader(block.Header);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private void WriteBlock(Utf8JsonWriter writer, RpcArguments arguments)
    {
        if (chain.Find(arguments.OptionalHash(0, "hash")) is not { } block)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartObject("block");
        writer.WritePropertyName("header");
        writer.WriteHeader(block.Header);
        writer.WriteStartArray("extrinsics");
        foreach (ReadOnlyMemory<byte> extrinsic in block.Extrinsics)
        {
            writer.WriteHex(extrinsic.Span);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteNull("justifications");
        writer.WriteEndObject();
    }
}
