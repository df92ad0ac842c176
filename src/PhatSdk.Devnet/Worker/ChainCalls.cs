using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.State;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>Writes extrinsics for the devnet's own chain, offline, as its newest runtime wants them.</summary>
internal sealed class ChainCalls
{
    private readonly DevnetChain _chain;
    private readonly Hash256 _genesisHash;
    private volatile SpokenRuntime _newest;

    public ChainCalls(DevnetChain chain)
    {
        _chain = chain;
        _genesisHash = chain.Genesis.Hash;
        _newest = new SpokenRuntime(chain, chain.Best.State);
    }

    private SpokenRuntime Runtime
    {
        get
        {
            StateView state = _chain.Best.State;
            SpokenRuntime newest = _newest;
            return SpokenRuntime.CodeOf(state).Equals(newest.Code) ? newest : _newest = new SpokenRuntime(_chain, state);
        }
    }

    /// <summary>Makes a call of a pallet.</summary>
    /// <param name="pallet">The pallet's name.</param>
    /// <param name="call">The call's name.</param>
    /// <param name="arguments">The arguments' encodings, one after the other.</param>
    public RuntimeCall Create(string pallet, string call, ReadOnlySpan<byte> arguments)
    {
        Metadata.PalletMetadata found = Runtime.Metadata[pallet];
        return new RuntimeCall((byte[])[found.Index, found.Call(call).Index, .. arguments]);
    }

    /// <summary>Signs an extrinsic that may be included at any time.</summary>
    public ValueTask<byte[]> SignAsync(RuntimeCall call, Crypto.ISigner signer, uint nonce, CancellationToken cancellationToken)
    {
        SpokenRuntime runtime = Runtime;
        SigningContext context = new()
        {
            GenesisHash = _genesisHash,
            EraBlockHash = _genesisHash,
            SpecVersion = runtime.SpecVersion,
            TransactionVersion = runtime.TransactionVersion,
            Nonce = nonce,
        };
        return runtime.Encoder.SignAsync(call, signer, context, cancellationToken);
    }
}
