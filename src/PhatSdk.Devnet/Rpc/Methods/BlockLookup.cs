using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>What methods find of the chain by an optional block hash, the newest block being the default.</summary>
internal static class BlockLookup
{
    /// <summary>The block of a hash, the best one where there is no hash; null where there is no such block.</summary>
    public static Block? Find(this DevnetChain chain, Hash256? hash) => hash is { } some ? chain.Find(some) : chain.Best;

    /// <summary>The block whose state is asked for.</summary>
    /// <exception cref="RpcErrorException">There is none.</exception>
    public static Block StateOf(this DevnetChain chain, Hash256? hash)
    {
        Block block = chain.Find(hash) ?? throw RpcErrorException.Client($"UnknownBlock: Header was not found in the database: {hash}");
        return block.HasState ? block : throw RpcErrorException.Client($"UnknownBlock: State already discarded for {block.Hash}");
    }

    /// <summary>Calls the runtime on the state of a block.</summary>
    /// <exception cref="RpcErrorException">The runtime has no such function, or broke.</exception>
    public static byte[] Call(this DevnetChain chain, Block block, string method, ReadOnlySpan<byte> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return chain.Runtime.Call(block.State, method, arguments, cancellationToken);
        }
        catch (RuntimeTrapException trap)
        {
            throw RpcErrorException.Client($"Execution failed: {trap.Message}", trap);
        }
    }
}
