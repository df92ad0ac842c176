using System.Text.Json;
using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>What only a development network offers: <c>dev_*</c>, named as Chopsticks names them.</summary>
internal sealed class DevMethods(DevnetChain chain)
{
    private const uint MostBlocks = 100_000;

    public IEnumerable<IRpcMethod> Methods => [new RpcMethod("dev_newBlock", NewBlockAsync)];

    /// <summary>Makes a block of all that is ready, or <c>{"count": n}</c> blocks, or blocks up to <c>{"to": n}</c>.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> NewBlockAsync(RpcArguments arguments)
    {
        Block block = chain.Best;
        for (uint remaining = CountOf(arguments); remaining > 0; remaining--)
        {
            block = await chain.SealAsync(arguments.CancellationToken).ConfigureAwait(false);
        }

        return RpcJson.Write(block.Hash, static (writer, hash) => writer.WriteHash(hash));
    }

    private uint CountOf(RpcArguments arguments)
    {
        uint count = 1;
        if (arguments.Optional(0) is { } options)
        {
            if (options.ValueKind != JsonValueKind.Object)
            {
                throw RpcErrorException.InvalidParams($"options: {options.GetRawText()} is no object");
            }

            uint best = chain.Best.Number;
            count = options.TryGetProperty("to", out JsonElement to) ? RpcArguments.Number(to, "to") - Math.Min(best, RpcArguments.Number(to, "to"))
                : options.TryGetProperty("count", out JsonElement asked) ? RpcArguments.Number(asked, "count")
                : count;
        }

        return count <= MostBlocks ? count : throw RpcErrorException.InvalidParams($"count: {count} blocks are more than {MostBlocks}");
    }
}
