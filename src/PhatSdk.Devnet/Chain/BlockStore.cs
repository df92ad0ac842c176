using System.Collections.Concurrent;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>All blocks, the newest state to the oldest. One writer; readers need no lock.</summary>
internal sealed class BlockStore
{
    private readonly ConcurrentDictionary<Hash256, Block> _byHash = new();
    private readonly ConcurrentDictionary<uint, Block> _byNumber = new();

    public Block? Find(Hash256 hash) => _byHash.GetValueOrDefault(hash);

    public Block? At(uint number) => _byNumber.GetValueOrDefault(number);

    public void Add(Block block)
    {
        _byHash[block.Hash] = block;
        _byNumber[block.Number] = block;
    }
}
