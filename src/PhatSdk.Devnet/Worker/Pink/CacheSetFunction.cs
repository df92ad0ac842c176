namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>6, <c>cache_set</c> in queries: keeps a value on this worker. In transactions the runtime makes an event of it.</summary>
internal sealed class CacheSetFunction : IPinkFunction
{
    private const uint StorageQuotaExceeded = 1;

    private readonly LocalCache _cache;

    public CacheSetFunction(LocalCache cache) => _cache = cache;

    public uint Number => 6;

    public PinkOutput Call(PinkCall call)
    {
        (byte[] key, byte[] value) = call.Read(static (ref reader) => (reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray()));
        return !call.IsQuery || _cache.Set(call.Contract, key, value)
            ? PinkOutput.Unit
            : new PinkOutput(StorageQuotaExceeded, []);
    }
}
