using PhatSdk.Chain.Backends;
using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.Chain;

/// <summary>Knows which runtime is in force in which block, and which one is in force now. May be used by several threads at once.</summary>
/// <remarks>
/// A block's state holds the runtime that makes the <i>next</i> block; what a block itself wrote – its events, its extrinsics – is in the form of the runtime
/// in its parent's state. The two differ for the block that upgrades the chain.
/// </remarks>
internal sealed class RuntimeSource : IDisposable
{
    private const int MostBlocks = 1024;

    private readonly IChainBackend _backend;
    private readonly RuntimeReader _reader;
    private readonly RuntimeCache _cache;
    private readonly CancellationTokenSource _closing = new();
    private readonly BoundedMap<Hash256, uint> _specVersions = new(MostBlocks);
    private readonly SharedQuestion<Runtime> _newest;
    private volatile Runtime? _current;

    public RuntimeSource(IChainBackend backend, int capacity)
    {
        _backend = backend;
        _reader = new RuntimeReader(backend);
        _cache = new RuntimeCache(capacity);
        _newest = new SharedQuestion<Runtime>(ReadCurrentAsync);
    }

    /// <summary>The runtime that was in force when it was last asked for.</summary>
    /// <exception cref="InvalidOperationException">It was never asked for.</exception>
    public Runtime Current => _current ?? throw new InvalidOperationException("the runtime was not read yet");

    /// <summary>The runtime that is in force now.</summary>
    public ValueTask<Runtime> GetCurrentAsync(CancellationToken cancellationToken) => _newest.AskAsync(cancellationToken);

    /// <summary>The runtime in a block's state: it answers calls there, and makes the block after it.</summary>
    public async ValueTask<Runtime> GetAsync(Hash256 block, CancellationToken cancellationToken)
    {
        if (!_specVersions.TryGet(block, out uint version))
        {
            version = await _backend.GetSpecVersionAsync(block, cancellationToken).ConfigureAwait(false);
            _specVersions.Set(block, version);
        }

        return await _cache.GetAsync(version, () => _reader.ReadAsync(block, _closing.Token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The runtime that made a block.</summary>
    public async ValueTask<Runtime> GetOfBlockAsync(Hash256 block, CancellationToken cancellationToken)
    {
        BlockHeader header = await _backend.GetHeaderAsync(block, cancellationToken).ConfigureAwait(false) ?? throw new UnknownBlockException(block);
        return await GetAsync(header.Number == 0 ? block : header.ParentHash, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A runtime by its spec version, where it is at hand; else the one that made a block.</summary>
    public async ValueTask<Runtime> GetOfBlockAsync(Hash256 block, uint specVersion, CancellationToken cancellationToken) =>
        _cache.Find(specVersion) is { } loading
            ? await loading.WaitAsync(cancellationToken).ConfigureAwait(false)
            : await GetOfBlockAsync(block, cancellationToken).ConfigureAwait(false);

    /// <summary>Ends what is loading. The source has no timer, so that nothing is left of it.</summary>
    public void Dispose() => _closing.Cancel();

    private async Task<Runtime> ReadCurrentAsync()
    {
        CancellationToken closing = _closing.Token;
        if (_current is { } known && await _backend.GetSpecVersionAsync(null, closing).ConfigureAwait(false) == known.SpecVersion)
        {
            return known;
        }

        // The chain may go on meanwhile: version and metadata are taken from one block.
        Hash256 head = await _backend.GetBestHashAsync(closing).ConfigureAwait(false);
        return _current = await GetAsync(head, closing).ConfigureAwait(false);
    }
}
