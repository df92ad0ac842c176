using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Chain;

/// <summary>Knows which runtime is in force in which block, and which one is in force now. May be used by several threads at once.</summary>
/// <remarks>
/// A block's state holds the runtime that makes the <i>next</i> block; what a block itself wrote – its events, its extrinsics – is in the form of the runtime
/// in its parent's state. The two differ for the block that upgrades the chain.
/// </remarks>
internal sealed class RuntimeSource(RuntimeReader reader, ChainRpc chain, int capacity) : IDisposable
{
    private const int MostBlocks = 1024;

    private readonly CancellationTokenSource _closing = new();
    private readonly RuntimeCache _cache = new(capacity);
    private readonly BoundedMap<Hash256, RuntimeVersion> _versions = new(MostBlocks);
    private readonly Lock _gate = new();
    private Runtime? _current;
    private long _asked;
    private long _answered;

    /// <summary>The runtime that was in force when it was last asked for.</summary>
    /// <exception cref="InvalidOperationException">It was never asked for.</exception>
    public Runtime Current => _current ?? throw new InvalidOperationException("the runtime was not read yet");

    /// <summary>The runtime that is in force now.</summary>
    public async ValueTask<Runtime> GetCurrentAsync(CancellationToken cancellationToken)
    {
        long ticket = Interlocked.Increment(ref _asked);
        Runtime? runtime = _current;
        RuntimeVersion? version = runtime is null ? null : await reader.ReadVersionAsync(null, cancellationToken).ConfigureAwait(false);
        if (runtime is null || runtime.SpecVersion != version?.SpecVersion)
        {
            // The chain may go on meanwhile: version and metadata are taken from one block.
            Hash256 head = await chain.GetBlockHashAsync(null, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException(block: (Hash256?)null);
            runtime = await GetAsync(head, cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            // Of two answers, that to the later question tells what is newer.
            if (ticket > _answered)
            {
                _answered = ticket;
                _current = runtime;
            }
        }

        return runtime;
    }

    /// <summary>The runtime in a block's state: it answers calls there, and makes the block after it.</summary>
    public async ValueTask<Runtime> GetAsync(Hash256 block, CancellationToken cancellationToken)
    {
        if (!_versions.TryGet(block, out RuntimeVersion? version))
        {
            version = await reader.ReadVersionAsync(block, cancellationToken).ConfigureAwait(false);
            _versions.Set(block, version);
        }

        return await _cache.GetAsync(version.SpecVersion, () => reader.ReadAsync(version, block, _closing.Token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The runtime that made a block.</summary>
    public async ValueTask<Runtime> GetOfBlockAsync(Hash256 block, CancellationToken cancellationToken)
    {
        BlockHeader header = await chain.GetHeaderAsync(block, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException(block);
        return await GetAsync(header.Number == 0 ? block : header.ParentHash, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }
}
