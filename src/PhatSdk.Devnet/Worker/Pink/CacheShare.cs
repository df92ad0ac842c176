namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>One contract's part of the cache. Times are seconds of the cache's own clock.</summary>
internal sealed class CacheShare
{
    private readonly Dictionary<ReadOnlyMemory<byte>, (ReadOnlyMemory<byte> Value, ulong ExpiresAt)> _values = new(BytesComparer.Instance);
    private int _quota;
    private int _size;

    /// <param name="quota">The room for keys and values, in bytes.</param>
    public CacheShare(int quota) => _quota = quota;

    /// <summary>Changes the room; what expires first goes first where it no longer fits.</summary>
    public void SetQuota(int quota)
    {
        _quota = quota;
        if (_size <= quota)
        {
            return;
        }

        ReadOnlyMemory<byte>[] oldestFirst = [.. _values.OrderBy(static entry => entry.Value.ExpiresAt).Select(static entry => entry.Key)];
        foreach (ReadOnlyMemory<byte> key in oldestFirst)
        {
            if (_size <= quota)
            {
                break;
            }

            Remove(key);
        }
    }

    public ReadOnlyMemory<byte>? Get(ReadOnlyMemory<byte> key, ulong now) =>
        _values.TryGetValue(key, out (ReadOnlyMemory<byte> Value, ulong ExpiresAt) entry) && entry.ExpiresAt > now
            ? entry.Value
            : (ReadOnlyMemory<byte>?)null;

    public bool Set(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, ulong now, ulong lifetime)
    {
        Remove(key);
        long added = (long)key.Length + value.Length;
        if (_size + added > _quota)
        {
            RemoveExpired(now);
        }

        if (_size + added > _quota)
        {
            return false;
        }

        _values.Add(key.ToArray(), (value.ToArray(), Later(now, lifetime)));
        _size += (int)added;
        return true;
    }

    public void SetExpiration(ReadOnlyMemory<byte> key, ulong now, ulong seconds)
    {
        if (!_values.TryGetValue(key, out (ReadOnlyMemory<byte> Value, ulong ExpiresAt) entry))
        {
            return;
        }

        if (seconds == 0 || entry.ExpiresAt < now)
        {
            Remove(key);
        }
        else
        {
            _values[key] = (entry.Value, Later(now, seconds));
        }
    }

    public ReadOnlyMemory<byte>? Remove(ReadOnlyMemory<byte> key)
    {
        if (!_values.Remove(key, out (ReadOnlyMemory<byte> Value, ulong ExpiresAt) entry))
        {
            return null;
        }

        _size -= key.Length + entry.Value.Length;
        return entry.Value;
    }

    public void RemoveExpired(ulong now)
    {
        ReadOnlyMemory<byte>[] expired = [.. _values.Where(entry => entry.Value.ExpiresAt <= now).Select(static entry => entry.Key)];
        foreach (ReadOnlyMemory<byte> key in expired)
        {
            Remove(key);
        }
    }

    private static ulong Later(ulong now, ulong seconds) => seconds > ulong.MaxValue - now ? ulong.MaxValue : now + seconds;
}
