using System.Diagnostics.CodeAnalysis;
using PhatSdk.Devnet.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>The blocks that one subscription was told of and has not let go. Safe for several threads.</summary>
internal sealed class PinnedBlocks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Hash256, Block> _blocks = [];

    // Those that are final or pruned: the client can let them go.
    private readonly HashSet<Hash256> _settled = [];

    /// <summary>How many are final or pruned.</summary>
    public int SettledCount
    {
        get
        {
            lock (_gate)
            {
                return _settled.Count;
            }
        }
    }

    public void Pin(Block block)
    {
        lock (_gate)
        {
            _blocks[block.Hash] = block;
        }
    }

    /// <summary>A block is final or pruned.</summary>
    public void Settle(Hash256 hash)
    {
        lock (_gate)
        {
            if (_blocks.ContainsKey(hash))
            {
                _settled.Add(hash);
            }
        }
    }

    public bool TryFind(Hash256 hash, [NotNullWhen(true)] out Block? block)
    {
        lock (_gate)
        {
            return _blocks.TryGetValue(hash, out block);
        }
    }

    /// <summary>Lets blocks go, all or none.</summary>
    /// <returns>False where one of them is not pinned.</returns>
    public bool TryUnpin(IReadOnlyCollection<Hash256> hashes)
    {
        lock (_gate)
        {
            if (!hashes.All(_blocks.ContainsKey))
            {
                return false;
            }

            foreach (Hash256 hash in hashes)
            {
                _blocks.Remove(hash);
                _settled.Remove(hash);
            }

            return true;
        }
    }
}
