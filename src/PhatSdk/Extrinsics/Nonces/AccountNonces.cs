using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics.Nonces;

/// <summary>The nonces of one account.</summary>
internal sealed class AccountNonces(AccountId account, NonceReader reader)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);

    // Who has the gate uses them.
    private uint? _next;
    private long _askedAt;

    // Trackers doubt at any time.
    private int _doubts;
    private int _doubtsSeen;

    /// <summary>Who has it has the account's turn.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public void Doubt() => Interlocked.Increment(ref _doubts);

    public async ValueTask<uint> NextAsync(bool isCrowded, CancellationToken cancellationToken)
    {
        int doubts = Volatile.Read(ref _doubts);
        bool isDoubted = doubts != _doubtsSeen;
        if (isCrowded && _next is { } known && !isDoubted && reader.Time.GetElapsedTime(_askedAt) < Trust)
        {
            return known;
        }

        long now = reader.Time.GetTimestamp();
        uint next = await reader.NextAsync(account, _next ?? 0, isDoubted, cancellationToken).ConfigureAwait(false);
        _askedAt = now;
        if (_next is not { } counted || next >= counted)
        {
            _next = next;
            _doubtsSeen = doubts;
        }
        else
        {
            // One of ours is lost, and those behind it wait for its nonce. It is filled, and the node asked again for the next, until the count is reached.
            Doubt();
        }

        return next;
    }

    public void Took(uint nonce)
    {
        if (_next is not { } counted || nonce >= counted)
        {
            _next = nonce + 1;
        }
    }
}
