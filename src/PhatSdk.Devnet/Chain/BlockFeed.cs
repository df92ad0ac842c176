using System.Threading.Channels;

namespace PhatSdk.Devnet.Chain;

/// <summary>Tells everyone who follows of each block, in order. Blocks are kept anyway, so nobody is too slow.</summary>
internal sealed class BlockFeed(Block first)
{
    private readonly Lock _gate = new();
    private readonly HashSet<BlockFollower> _followers = [];
    private Block _latest = first;
    private bool _isClosed;

    /// <summary>How many follow.</summary>
    public int Followers
    {
        get
        {
            lock (_gate)
            {
                return _followers.Count;
            }
        }
    }

    /// <summary>Follows: the first block is the latest one, then comes each new one.</summary>
    public BlockFollower Follow()
    {
        Channel<Block> blocks = Channel.CreateUnbounded<Block>(new UnboundedChannelOptions { SingleReader = true });
        BlockFollower follower = new(blocks, Forget);
        lock (_gate)
        {
            blocks.Writer.TryWrite(_latest);
            if (_isClosed)
            {
                blocks.Writer.Complete();
            }
            else
            {
                _followers.Add(follower);
            }
        }

        return follower;
    }

    public void Publish(Block block)
    {
        lock (_gate)
        {
            _latest = block;
            foreach (BlockFollower follower in _followers)
            {
                follower.Tell(block);
            }
        }
    }

    /// <summary>No block comes any longer.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (BlockFollower follower in _followers)
            {
                follower.Complete();
            }

            _followers.Clear();
        }
    }

    private void Forget(BlockFollower follower)
    {
        lock (_gate)
        {
            _followers.Remove(follower);
        }
    }
}
