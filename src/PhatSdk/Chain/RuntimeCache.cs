namespace PhatSdk.Chain;

/// <summary>Keeps the runtimes used last, each loaded once however many ask at the same time. May be used by several threads at once.</summary>
internal sealed class RuntimeCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, Entry> _bySpecVersion = [];
    private long _uses;

    /// <summary>How many runtimes are kept or loading.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _bySpecVersion.Count;
            }
        }
    }

    /// <summary>A runtime that is here already, or is loaded now. Who no longer waits leaves the loading to the others.</summary>
    public async ValueTask<Runtime> GetAsync(uint specVersion, Func<Task<Runtime>> load, CancellationToken cancellationToken)
    {
        Task<Runtime> loading;
        lock (_gate)
        {
            if (!_bySpecVersion.TryGetValue(specVersion, out Entry? entry) || entry.Loading.IsFaulted || entry.Loading.IsCanceled)
            {
                entry = new Entry(Task.Run(load, CancellationToken.None));
                _bySpecVersion[specVersion] = entry;
            }

            entry.LastUse = ++_uses;
            Trim();
            loading = entry.Loading;
        }

        return await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    // Few are kept: looking through them all is cheap.
    private void Trim()
    {
        while (_bySpecVersion.Count > capacity)
        {
            _bySpecVersion.Remove(_bySpecVersion.MinBy(static pair => pair.Value.LastUse).Key);
        }
    }

    private sealed class Entry(Task<Runtime> loading)
    {
        public Task<Runtime> Loading { get; } = loading;

        public long LastUse { get; set; }
    }
}
