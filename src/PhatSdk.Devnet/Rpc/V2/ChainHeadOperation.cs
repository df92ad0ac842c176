namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>Something that a client asked a subscription for, whose result comes as notifications. Safe for several threads.</summary>
/// <param name="id">Its id within the subscription.</param>
/// <param name="places">How many operations it counts as.</param>
/// <param name="closing">Signalled when the subscription ends.</param>
internal sealed class ChainHeadOperation(string id, int places, CancellationToken closing) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(closing);
    private TaskCompletionSource? _continued;

    public string Id => id;

    public int Places => places;

    /// <summary>Signalled when nobody wants the result any longer.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Nobody wants the result any longer. What waits for that goes on elsewhere.</summary>
    public void Stop() => _ = _stopping.CancelAsync();

    /// <summary>Waits until the client wants more.</summary>
    /// <param name="askAsync">Tells the client that there is more.</param>
    public async Task WaitForContinueAsync(Func<Task> askAsync)
    {
        TaskCompletionSource continued = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _continued = continued;
        }

        await askAsync().ConfigureAwait(false);
        await continued.Task.WaitAsync(Stopping).ConfigureAwait(false);
    }

    /// <summary>The client wants more.</summary>
    /// <returns>False where it was not asked.</returns>
    public bool TryContinue()
    {
        lock (_gate)
        {
            TaskCompletionSource? continued = _continued;
            _continued = null;
            return continued?.TrySetResult() ?? false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();
}
