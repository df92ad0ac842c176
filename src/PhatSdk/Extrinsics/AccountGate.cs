using System.Collections.Concurrent;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>Lets the submissions of one account through one after the other: each reads its nonce after the one before is in the pool.</summary>
internal sealed class AccountGate
{
    private readonly ConcurrentDictionary<AccountId, SemaphoreSlim> _gates = new();

    /// <summary>Waits for the account's turn.</summary>
    public async ValueTask<Turn> EnterAsync(AccountId account, CancellationToken cancellationToken)
    {
        SemaphoreSlim gate = _gates.GetOrAdd(account, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(gate);
    }

    /// <summary>An account's turn; ends when disposed of.</summary>
    public readonly struct Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
