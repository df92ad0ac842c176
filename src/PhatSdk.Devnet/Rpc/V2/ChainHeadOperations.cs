using System.Globalization;
using System.Threading.Channels;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>The operations of one subscription. Safe for several threads.</summary>
/// <param name="most">How many there may be at once.</param>
/// <param name="closing">Signalled when the subscription ends.</param>
internal sealed class ChainHeadOperations(int most, CancellationToken closing)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ChainHeadOperation> _open = [];
    private readonly HashSet<Task> _running = [];
    private int _places;
    private ulong _lastId;

    /// <summary>Enters an operation.</summary>
    /// <param name="wanted">How many places it would take.</param>
    /// <returns>The operation, which may have fewer places; null where there is none left.</returns>
    public ChainHeadOperation? TryOpen(int wanted)
    {
        lock (_gate)
        {
            int places = Math.Min(wanted, most - _places);
            if (places <= 0)
            {
                return null;
            }

            ChainHeadOperation operation = new((++_lastId).ToString(CultureInfo.InvariantCulture), places, closing);
            _places += places;
            _open.Add(operation.Id, operation);
            return operation;
        }
    }

    public ChainHeadOperation? Find(string id)
    {
        lock (_gate)
        {
            return _open.GetValueOrDefault(id);
        }
    }

    /// <summary>Ends an operation, where there is one of that id.</summary>
    public void Stop(string id)
    {
        // Within the lock, so that it is not disposed of meanwhile.
        lock (_gate)
        {
            _open.GetValueOrDefault(id)?.Stop();
        }
    }

    /// <summary>Runs an operation. Its places are free again when it is over.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="runAsync">What it does; tells of its own failures.</param>
    public void Start(ChainHeadOperation operation, Func<Task> runAsync)
    {
        lock (_gate)
        {
            Task task = Task.Run(() => RunAsync(operation, runAsync), CancellationToken.None);
            _running.Add(task);
            _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for what runs.</summary>
    public async Task WhenIdleAsync()
    {
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(ChainHeadOperation operation, Func<Task> runAsync)
    {
        try
        {
            await runAsync().ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or ChannelClosedException)
        {
            // Nobody wants the result, or the subscription is over.
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(operation.Id);
                _places -= operation.Places;
            }

            operation.Dispose();
        }
    }

    private void Forget(Task task)
    {
        lock (_gate)
        {
            _running.Remove(task);
        }
    }
}
