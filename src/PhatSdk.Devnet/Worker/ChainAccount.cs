using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>An account of the chain that sends extrinsics of its own, one after the other. Not for several threads at once.</summary>
internal sealed class ChainAccount
{
    private readonly DevnetChain _chain;
    private readonly ChainCalls _calls;
    private readonly Keypair _keypair;
    private uint? _nextNonce;

    public ChainAccount(DevnetChain chain, ChainCalls calls, Keypair keypair)
    {
        _chain = chain;
        _calls = calls;
        _keypair = keypair;
    }

    /// <summary>The nonce of the next extrinsic; null where the chain knows it.</summary>
    public uint? NextNonce => _nextNonce;

    /// <summary>Knows again what it knew.</summary>
    public void Restore(uint? nextNonce) => _nextNonce = nextNonce;

    /// <summary>Signs calls and hands them to the pool, which gives them to one block together, in this order.</summary>
    /// <exception cref="Chain.Pool.TransactionPoolException">The pool does not take one of them.</exception>
    public async Task SendAsync(IReadOnlyList<RuntimeCall> calls, CancellationToken cancellationToken)
    {
        uint nonce = _nextNonce ?? ReadNonce();
        byte[][] extrinsics = new byte[calls.Count][];
        for (int i = 0; i < extrinsics.Length; i++)
        {
            extrinsics[i] = await _calls.SignAsync(calls[i], _keypair, nonce + (uint)i, cancellationToken).ConfigureAwait(false);
        }

        // Where the chain stands is known again once all are in the pool.
        _nextNonce = null;

        // The last goes first: it waits in the pool for those before it, and the first one sets all of them free at once.
        for (int i = extrinsics.Length - 1; i >= 0; i--)
        {
            _chain.Submit(extrinsics[i]);
        }

        _nextNonce = nonce + (uint)extrinsics.Length;
    }

    private uint ReadNonce() => ScaleCodec.Decode(
        _chain.Runtime.Call(_chain.Best.State, "AccountNonceApi_account_nonce", _keypair.AccountId.Span),
        static (ref reader) => reader.ReadUInt32());
}
