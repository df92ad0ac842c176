namespace PhatSdk.Chain;

/// <summary>Keeps the runtimes used last, each loaded once however many ask at the same time. May be used by several threads at once.</summary>
internal sealed class RuntimeCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<uint, Entry> _bySpecVersion = [];
    private long _uses;

    /// <summary>A runtime that is here or on its way; null where it is not.</summary>
    public Task<Runtime>? Find(uint specVersion)
    {
        lock (_gate)
        {
            return Touch(specVersion)?.Loading;
        }
    }

    /// <summary>A runtime that is here already, or is loaded now. Who no longer waits leaves the loading to the others.</summary>
    public async ValueTask<Runtime> GetAsync(uint specVersion, Func<Task<Runtime>> load, CancellationToken cancellationToken)
    {
        Task<Runtime> loading;
        lock (_gate)
        {
            Entry? entry = Touch(specVersion);
            if (entry is null)
            {
                entry = new Entry(Task.Run(load, CancellationToken.None)) { LastUse = ++_uses };
                _bySpecVersion[specVersion] = entry;
                Trim();
            }

            loading = entry.Loading;
        }

        return await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Entry? Touch(uint specVersion)
    {
        if (!_bySpecVersion.TryGetValue(specVersion, out Entry? entry) || entry.Loading.IsFaulted || entry.Loading.IsCanceled)
        {
            return null;
        }

        entry.LastUse = ++_uses;
        return entry;
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
