using System.Diagnostics.CodeAnalysis;

namespace PhatSdk.Chain.Backends;

/// <summary>A map that forgets what was put in first when it is full. May be used by several threads at once.</summary>
internal sealed class BoundedMap<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TValue> _values = [];
    private readonly Queue<TKey> _order = new();

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            return _values.TryGetValue(key, out value);
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            bool isNew = !_values.ContainsKey(key);
            _values[key] = value;
            if (isNew)
            {
                _order.Enqueue(key);
                if (_order.Count > capacity)
                {
                    _values.Remove(_order.Dequeue());
                }
            }
        }
    }
}
