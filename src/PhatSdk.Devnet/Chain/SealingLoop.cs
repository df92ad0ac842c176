using System.Threading.Channels;

namespace PhatSdk.Devnet.Chain;

/// <summary>Makes blocks by itself, when the policy says so. One task; it ends when this is disposed of.</summary>
internal sealed class SealingLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Task _loop;

    /// <summary>Starts.</summary>
    /// <param name="policy">When to make a block.</param>
    /// <param name="time">Gives the pace.</param>
    /// <param name="sealReadyAsync">Makes blocks until nothing is ready.</param>
    /// <param name="sealAnyAsync">Makes one block, an empty one too.</param>
    public SealingLoop(
        SealPolicy policy, TimeProvider time, Func<CancellationToken, Task> sealReadyAsync, Func<CancellationToken, Task> sealAnyAsync)
    {
        Policy = policy;
        _loop = policy.Interval is { } interval ? RunPacedAsync(new PeriodicTimer(interval, time), sealAnyAsync)
            : policy == SealPolicy.Instant ? Task.Run(() => RunInstantAsync(sealReadyAsync))
            : Task.CompletedTask;
    }

    /// <summary>When it makes a block.</summary>
    public SealPolicy Policy { get; }

    /// <summary>A transaction came in.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Stops, and waits for a block that is being made.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunInstantAsync(Func<CancellationToken, Task> sealReadyAsync)
    {
        await foreach (bool _ in _wake.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
        {
            await sealReadyAsync(_stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task RunPacedAsync(PeriodicTimer timer, Func<CancellationToken, Task> sealAnyAsync)
    {
        using (timer)
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            {
                await sealAnyAsync(_stopping.Token).ConfigureAwait(false);
            }
        }
    }
}
