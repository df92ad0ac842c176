namespace PhatSdk.Phat;

/// <summary>Waits for a cluster, which tells nobody when it is done: asks at once, soon again, and then every <see cref="PhatClientOptions.PollInterval"/>.</summary>
internal sealed class ClusterWait(PhatClientOptions options)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);

    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="PhatTimeoutException">It was not in time.</exception>
    public async ValueTask UntilAsync(string awaited, Func<CancellationToken, ValueTask<bool>> probe, CancellationToken cancellationToken) =>
        await UntilAsync(
            awaited, async token => await probe(token).ConfigureAwait(false) ? awaited : null, cancellationToken).ConfigureAwait(false);

    /// <summary>Asks until there is an answer that is not null.</summary>
    /// <exception cref="PhatTimeoutException">There was none in time.</exception>
    public async ValueTask<T> UntilAsync<T>(string awaited, Func<CancellationToken, ValueTask<T?>> probe, CancellationToken cancellationToken)
        where T : class
    {
        using CancellationTokenSource timeout = new(options.WaitTimeout, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        TimeSpan pause = FirstPause < options.PollInterval ? FirstPause : options.PollInterval;
        try
        {
            while (true)
            {
                if (await probe(either.Token).ConfigureAwait(false) is { } answer)
                {
                    return answer;
                }

                await Task.Delay(pause, options.TimeProvider, either.Token).ConfigureAwait(false);
                pause = 2 * pause < options.PollInterval ? 2 * pause : options.PollInterval;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new PhatTimeoutException(awaited, options.WaitTimeout);
        }
    }
}
