namespace PhatSdk.Chain;

/// <summary>
/// A question that many ask at the same time. One is on its way at a time; who asks meanwhile shares the next one, so that each answer is made after its
/// question. May be used by several threads at once.
/// </summary>
internal sealed class SharedQuestion<T>(Func<Task<T>> ask)
{
    private readonly Lock _gate = new();
    private Task<T>? _running;
    private Task<T>? _next;

    public async ValueTask<T> AskAsync(CancellationToken cancellationToken)
    {
        Task<T> question;
        lock (_gate)
        {
            if (_next is null && _running is { IsCompleted: false } running)
            {
                _next = AskAfterAsync(running);
            }

            question = _next ?? (_running = ask());
        }

        return await question.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> AskAfterAsync(Task<T> before)
    {
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<T> question;
        lock (_gate)
        {
            question = ask();
            _running = question;
            _next = null;
        }

        return await question.ConfigureAwait(false);
    }
}
