using System.Buffers;

namespace PhatSdk.Metadata.Values;

/// <summary>Items that become an array of exactly their number, without others on the way.</summary>
internal ref struct PooledList<T>
{
    private const int FirstSize = 16;

    private T[]? _items;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<T> Span => _items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (_items is null || Count == _items.Length)
        {
            Grow();
        }

        _items![Count++] = item;
    }

    /// <summary>The items. The list is empty afterwards.</summary>
    public T[] ToArray()
    {
        T[] items = Span.ToArray();
        Return(_items);
        this = default;
        return items;
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(FirstSize, 2 * Count));
        Span.CopyTo(larger);
        Return(_items);
        _items = larger;
    }

    private static void Return(T[]? items)
    {
        if (items is not null)
        {
            ArrayPool<T>.Shared.Return(items, clearArray: true);
        }
    }
}
