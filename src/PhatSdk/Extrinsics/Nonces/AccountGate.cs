using System.Collections.Concurrent;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics.Nonces;

/// <summary>Lets the submissions of one account through one after the other, and counts their nonces.</summary>
/// <remarks>
/// One is through when the node has it in its pool, so that a refused one leaves no gap before those behind it. The node is asked for the nonce, since others may
/// submit for the account too; but where several wait for their turn, they are counted, and the node is asked again after a while, or when the count is in doubt:
/// something was refused, lost, or its wire broke.
/// </remarks>
internal sealed class AccountGate(NonceReader reader)
{
    private readonly ConcurrentDictionary<AccountId, AccountNonces> _accounts = new();

    /// <summary>Waits for the account's turn.</summary>
    public async ValueTask<AccountTurn> EnterAsync(AccountId account, CancellationToken cancellationToken)
    {
        AccountNonces nonces = _accounts.GetOrAdd(account, static (id, reader) => new AccountNonces(id, reader), reader);
        bool isFree = await nonces.Gate.WaitAsync(0, cancellationToken).ConfigureAwait(false);
        if (!isFree)
        {
            await nonces.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return new AccountTurn(nonces, isCrowded: !isFree);
    }

    /// <summary>Has the node asked for the account's next nonce, since something that was counted did not come into a block.</summary>
    public void Doubt(AccountId account)
    {
        if (_accounts.TryGetValue(account, out AccountNonces? nonces))
        {
            nonces.Doubt();
        }
    }
}
