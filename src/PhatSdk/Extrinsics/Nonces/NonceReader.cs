using PhatSdk.Chain;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Nonces;

/// <summary>Asks a node for the next nonce of an account.</summary>
internal sealed class NonceReader(ChainClient chain)
{
    private const int MethodNotFound = -32601;
    private const int MostAttempts = 20;
    private const int FewAttempts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly SystemRpc _system = new(chain.Rpc);

    /// <summary>The clock by which nonces are believed.</summary>
    public TimeProvider Time => chain.TimeProvider;

    /// <summary>The next nonce, the extrinsics in the node's pool counted.</summary>
    public async ValueTask<uint> NextAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            return await _system.GetAccountNextIndexAsync(Ss58Address.Format(account, Ss58Prefix.Substrate), cancellationToken).ConfigureAwait(false);
        }
        catch (RpcResponseException exception) when (exception.Code == MethodNotFound)
        {
            byte[] nonce = await chain.CallRuntimeAsync("AccountNonceApi_account_nonce", account.ToArray(), null, cancellationToken).ConfigureAwait(false);
            return ScaleCodec.Decode(nonce, static (ref reader) => reader.ReadUInt32());
        }
    }

    /// <summary>
    /// The next nonce, where those before another one were in the node's pool a moment ago. While a node goes from one block to the next, an extrinsic may be in
    /// neither its pool nor its state; it is asked again then, for half a second at most. If it still does not count the extrinsic, it has lost it, and is believed.
    /// </summary>
    public async ValueTask<uint> NextAsync(AccountId account, uint expected, bool isDoubted, CancellationToken cancellationToken)
    {
        uint next = await NextAsync(account, cancellationToken).ConfigureAwait(false);
        int attempts = isDoubted ? FewAttempts : MostAttempts;
        for (int attempt = 1; next < expected && attempt < attempts; attempt++)
        {
            await Task.Delay(Pause, chain.TimeProvider, cancellationToken).ConfigureAwait(false);
            next = await NextAsync(account, cancellationToken).ConfigureAwait(false);
        }

        return next;
    }
}
