using System.Collections.Concurrent;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>Lets the submissions of one account through one after the other: each asks for its nonce after the one before is in the pool.</summary>
internal sealed class AccountGate
{
    private readonly ConcurrentDictionary<AccountId, Account> _accounts = new();

    /// <summary>Waits for the account's turn.</summary>
    public async ValueTask<Turn> EnterAsync(AccountId account, CancellationToken cancellationToken)
    {
        Account known = _accounts.GetOrAdd(account, static _ => new Account());
        await known.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(known);
    }

    /// <summary>An account's turn; ends when disposed of.</summary>
    public readonly struct Turn(Account account) : IDisposable
    {
        /// <summary>The last nonce that was taken for the account, and got into the pool; null where none was.</summary>
        public uint? LastNonce => account.LastNonce;

        public void Took(uint nonce) => account.LastNonce = nonce;

        public void Dispose() => account.Gate.Release();
    }

    internal sealed class Account
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public uint? LastNonce { get; set; }
    }
}
