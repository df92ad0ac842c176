namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>8, <c>cache_get</c>: a value kept on this worker; in transactions there is none.</summary>
internal sealed class CacheGetFunction : IPinkFunction
{
    private readonly LocalCache _cache;

    public CacheGetFunction(LocalCache cache) => _cache = cache;

    public uint Number => 8;

    public PinkOutput Call(PinkCall call)
    {
        byte[] key = call.Read(static (ref reader) => reader.ReadBytes().ToArray());
        return PinkOutput.Of(PinkBytes.EncodeOption(call.IsQuery ? _cache.Get(call.Contract, key) : null));
    }
}
