using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>
/// What contracts keep on one worker, outside the cluster's state. Each has a share of the room by its weight, none without a weight.
/// May be used from several threads. Source: <c>crates/pink/chain-extension/src/local_cache.rs</c> of Phala-Network/phala-blockchain.
/// </summary>
internal sealed class LocalCache
{
    /// <summary>The room of all contracts together, in bytes.</summary>
    public const int Capacity = 20 * 1024 * 1024;

    private const int ChangesBetweenSweeps = 1000;

    /// <summary>How long a value is kept that nothing else is said of.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(7);

    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, CacheShare> _shares = [];
    private readonly TimeProvider _time;
    private readonly long _start;
    private int _changesSinceSweep;

    public LocalCache(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>Divides the room anew.</summary>
    /// <param name="weights">The weight of every contract.</param>
    public void SetWeights(IReadOnlyCollection<(AccountId Contract, uint Weight)> weights)
    {
        ulong total = 0;
        foreach ((AccountId _, uint weight) in weights)
        {
            total += weight;
        }

        lock (_lock)
        {
            foreach ((AccountId contract, uint weight) in weights)
            {
                int quota = (int)((UInt128)Capacity * weight / Math.Max(total, 1));
                if (quota == 0)
                {
                    _shares.Remove(contract);
                }
                else if (_shares.TryGetValue(contract, out CacheShare? share))
                {
                    share.SetQuota(quota);
                }
                else
                {
                    _shares.Add(contract, new CacheShare(quota));
                }
            }
        }
    }

    /// <summary>A value; null where there is none, or none any more.</summary>
    public ReadOnlyMemory<byte>? Get(AccountId contract, ReadOnlyMemory<byte> key)
    {
        lock (_lock)
        {
            return _shares.TryGetValue(contract, out CacheShare? share) ? share.Get(key, Now) : null;
        }
    }

    /// <summary>Keeps a value.</summary>
    /// <returns>False where the contract has no room for it; what stood under the key is gone then, too.</returns>
    public bool Set(AccountId contract, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        lock (_lock)
        {
            SweepSometimes();
            return _shares.TryGetValue(contract, out CacheShare? share) && share.Set(key, value, Now, (ulong)DefaultLifetime.TotalSeconds);
        }
    }

    /// <summary>Keeps a value for <paramref name="seconds"/> from now on; 0 removes it.</summary>
    public void SetExpiration(AccountId contract, ReadOnlyMemory<byte> key, ulong seconds)
    {
        lock (_lock)
        {
            SweepSometimes();
            if (_shares.TryGetValue(contract, out CacheShare? share))
            {
                share.SetExpiration(key, Now, seconds);
            }
        }
    }

    /// <summary>Removes a value and returns it, an expired one included.</summary>
    public ReadOnlyMemory<byte>? Remove(AccountId contract, ReadOnlyMemory<byte> key)
    {
        lock (_lock)
        {
            SweepSometimes();
            return _shares.TryGetValue(contract, out CacheShare? share) ? share.Remove(key) : null;
        }
    }

    /// <summary>Does what an event of a contract says.</summary>
    public void Apply(AccountId contract, CacheOperation operation)
    {
        switch (operation)
        {
            case CacheOperation.Set set:
                Set(contract, set.Key, set.Value);
                break;
            case CacheOperation.SetExpiration expiration:
                SetExpiration(contract, expiration.Key, expiration.Seconds);
                break;
            case CacheOperation.Remove remove:
                Remove(contract, remove.Key);
                break;
        }
    }

    private ulong Now => (ulong)_time.GetElapsedTime(_start).TotalSeconds;

    private void SweepSometimes()
    {
        if (++_changesSinceSweep < ChangesBetweenSweeps)
        {
            return;
        }

        _changesSinceSweep = 0;
        foreach (CacheShare share in _shares.Values)
        {
            share.RemoveExpired(Now);
        }
    }
}
