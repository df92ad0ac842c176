namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>7, <c>cache_set_expiration</c> in queries: how long a value is kept. In transactions the runtime makes an event of it.</summary>
internal sealed class CacheExpirationFunction : IPinkFunction
{
    private readonly LocalCache _cache;

    public CacheExpirationFunction(LocalCache cache) => _cache = cache;

    public uint Number => 7;

    public PinkOutput Call(PinkCall call)
    {
        (byte[] key, ulong seconds) = call.Read(static (ref reader) => (reader.ReadBytes().ToArray(), reader.ReadUInt64()));
        if (call.IsQuery)
        {
            _cache.SetExpiration(call.Contract, key, seconds);
        }

        return PinkOutput.Unit;
    }
}
