using System.Threading.Channels;

namespace PhatSdk.Devnet.Chain;

/// <summary>Somebody who follows the chain. Dispose of it to follow no longer.</summary>
internal sealed class BlockFollower(Channel<Block> blocks, Action<BlockFollower> forget) : IDisposable
{
    /// <summary>The blocks in order; completed when the chain ends or this is disposed of.</summary>
    public ChannelReader<Block> Blocks => blocks.Reader;

    public void Tell(Block block) => blocks.Writer.TryWrite(block);

    public void Complete() => blocks.Writer.TryComplete();

    public void Dispose()
    {
        forget(this);
        Complete();
    }
}
