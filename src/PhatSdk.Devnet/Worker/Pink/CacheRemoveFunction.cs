namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>9, <c>cache_remove</c> in queries: removes a value and returns it. In transactions the runtime makes an event of it.</summary>
internal sealed class CacheRemoveFunction : IPinkFunction
{
    private readonly LocalCache _cache;

    public CacheRemoveFunction(LocalCache cache) => _cache = cache;

    public uint Number => 9;

    public PinkOutput Call(PinkCall call)
    {
        byte[] key = call.Read(static (ref reader) => reader.ReadBytes().ToArray());
        return PinkOutput.Of(PinkBytes.EncodeOption(call.IsQuery ? _cache.Remove(call.Contract, key) : null));
    }
}
