using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

/// <summary>Looks what extrinsics are signed for, and shares what it saw among those that are signed within 20 milliseconds. May be used by several threads.</summary>
internal sealed class ChainMoments(ChainClient chain)
{
    private const uint ShortestSharedPeriod = 64;

    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private Task<ChainMoment>? _moment;
    private long _askedAt;
    private (uint Number, Task<Hash256> Hash)? _birth;

    /// <summary>The moment. For a short mortality it is looked anew, as a fast chain makes many blocks meanwhile.</summary>
    public async ValueTask<ChainMoment> GetAsync(uint mortality, CancellationToken cancellationToken)
    {
        Task<ChainMoment> moment;
        lock (_gate)
        {
            bool isFresh = _moment is { IsFaulted: false, IsCanceled: false } && chain.TimeProvider.GetElapsedTime(_askedAt) < Freshness;
            if (!isFresh || mortality is > 0 and < ShortestSharedPeriod)
            {
                _askedAt = chain.TimeProvider.GetTimestamp();
                _moment = LookAsync();
            }

            moment = _moment!;
        }

        return await moment.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The next one is looked anew.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _moment = null;
        }
    }

    /// <summary>The hash of the block with which an era begins.</summary>
    public async ValueTask<Hash256> BirthOfAsync(Era era, ChainMoment moment, CancellationToken cancellationToken)
    {
        uint birth = (uint)era.Birth(moment.Final.Number);
        if (birth == moment.Final.Number)
        {
            return moment.Final.Hash;
        }

        Task<Hash256> hash;
        lock (_gate)
        {
            if (_birth is not { } known || known.Number != birth || known.Hash.IsFaulted || known.Hash.IsCanceled)
            {
                known = (birth, chain.GetBlockHashAsync(birth, CancellationToken.None).AsTask());
                _birth = known;
            }

            hash = known.Hash;
        }

        return await hash.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ChainMoment> LookAsync()
    {
        Task<Runtime> runtime = chain.GetRuntimeAsync(null, CancellationToken.None).AsTask();
        Hash256 hash = await chain.GetFinalizedHeadAsync(CancellationToken.None).ConfigureAwait(false);
        uint number = (await chain.GetHeaderAsync(hash, CancellationToken.None).ConfigureAwait(false)).Number;
        return new ChainMoment(await runtime.ConfigureAwait(false), new BlockRef(number, hash));
    }
}
