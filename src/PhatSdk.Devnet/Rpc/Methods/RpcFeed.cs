namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>The notifications of one subscription. Pulled by whoever carries them, so that nothing heaps up here.</summary>
internal abstract class RpcFeed : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private Action? _ended;

    /// <summary>The subscription's id; unique within its session.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The <c>method</c> of the notifications.</summary>
    public required string NotificationMethod { get; init; }

    /// <summary>Signalled when the subscription is over.</summary>
    protected CancellationToken Closing => _closing.Token;

    /// <summary>The <c>result</c> of each notification, JSON in UTF-8; ends when the subscription does. To be read once.</summary>
    public abstract IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAllAsync();

    /// <summary>Enters the feed into a session.</summary>
    public void Open(string id, Action ended)
    {
        Id = id;
        _ended = ended;
    }

    /// <summary>Ends the subscription; who reads it comes to its end.</summary>
    public void Dispose()
    {
        // The source needs no disposal, as it has no timer; readers may still hold its token.
        _closing.Cancel();
        Release();
        Interlocked.Exchange(ref _ended, null)?.Invoke();
    }

    /// <summary>Lets go of what the notifications come from.</summary>
    protected abstract void Release();
}
