using PhatSdk.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>Keeps the blocks that were read last, each read once however many ask for it. May be used by several threads at once.</summary>
internal sealed class RecentBlocks(ChainClient chain)
{
    private const int MostBlocks = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<Hash256, Task<ExecutedBlock>> _blocks = [];
    private readonly Queue<Hash256> _order = new();

    /// <summary>A block that is here, or is read now. Who no longer waits leaves the reading to the others.</summary>
    public async ValueTask<ExecutedBlock> GetAsync(Hash256 hash, CancellationToken cancellationToken)
    {
        Task<ExecutedBlock> reading;
        lock (_gate)
        {
            if (!_blocks.TryGetValue(hash, out Task<ExecutedBlock>? known) || known.IsFaulted || known.IsCanceled)
            {
                known = ReadAsync(hash);
                _blocks[hash] = known;
                _order.Enqueue(hash);
                while (_order.Count > MostBlocks)
                {
                    _blocks.Remove(_order.Dequeue());
                }
            }

            reading = known;
        }

        return await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The block is read anew next time.</summary>
    public void Forget(Hash256 hash)
    {
        lock (_gate)
        {
            _blocks.Remove(hash);
        }
    }

    private async Task<ExecutedBlock> ReadAsync(Hash256 hash)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return new ExecutedBlock(await chain.GetBlockEventsAsync(hash, CancellationToken.None).ConfigureAwait(false));
    }
}
