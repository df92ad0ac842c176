using PhatSdk.Primitives;

namespace PhatSdk.Devnet.State;

/// <summary>
/// Changes over a state: what a call of a runtime reads and writes. Layers of changes begin, are kept or are rolled back; all cost next to nothing,
/// as they share the trie's nodes. One thread at a time.
/// </summary>
internal sealed partial class StateOverlay
{
    private readonly Stack<TrieNode?> _layers = [];
    private readonly TrieNode? _base;
    private TrieNode? _node;

    // Owns the buffers of appended vectors. They live on in later states, which are not to keep this overlay, and so the states before it, alive.
    private readonly object _appender = new();

    // Owns the nodes made since the last snapshot: they may be changed in place.
    private object _edit = new();

    internal StateOverlay(StateView state) => _base = _node = state.Node;

    /// <summary>How many layers have begun and not ended.</summary>
    internal int Depth => _layers.Count;

    /// <summary>The state as it is now.</summary>
    internal StateView ToView()
    {
        _edit = new object();
        return new StateView(_node);
    }

    /// <summary>Begins a layer.</summary>
    internal void Begin()
    {
        _layers.Push(_node);
        _edit = new object();
    }

    /// <summary>Keeps the newest layer's changes.</summary>
    /// <exception cref="InvalidOperationException">No layer has begun.</exception>
    internal void Commit() => _ = Pop("commit");

    /// <summary>Drops the newest layer's changes.</summary>
    /// <exception cref="InvalidOperationException">No layer has begun.</exception>
    internal void RollBack()
    {
        _node = Pop("roll back");
        _edit = new object();
    }

    /// <summary>A value of the main trie; null where there is none.</summary>
    internal ReadOnlyMemory<byte>? Get(ReadOnlySpan<byte> key) => TrieEdit.Find(_node, key)?.Value(StateVersion.V1);

    internal bool Contains(ReadOnlySpan<byte> key) => TrieEdit.Find(_node, key) is not null;

    internal void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => _node = TrieEdit.Put(_node, key, value.ToArray(), _edit);

    internal void Remove(ReadOnlySpan<byte> key) => _node = TrieEdit.Remove(_node, key, _edit);

    /// <summary>Appends an item to a SCALE vector; what is no vector is replaced. Costs the item's length.</summary>
    internal void Append(ReadOnlySpan<byte> key, ReadOnlySpan<byte> item)
    {
        object? content = TrieEdit.Find(_node, key)?.Content;
        _node = TrieEdit.Put(_node, key, AppendedVector.Append(content, item, _appender), _edit);
    }

    /// <summary>The main trie's first key after <paramref name="key"/>.</summary>
    internal byte[]? NextKey(ReadOnlySpan<byte> key) => TrieCursor.NextKey(_node, key);

    /// <summary>Removes all keys that begin so; see <see cref="ClearedKeys"/> for the limit.</summary>
    internal ClearedKeys ClearPrefix(ReadOnlySpan<byte> prefix, uint? limit) => Clear(_base, ref _node, prefix, limit);

    /// <summary>The root of the state as it is now.</summary>
    internal Hash256 Root(StateVersion version) => TrieHash.Root(_node, version);

    private TrieNode? Pop(string verb) =>
        _layers.TryPop(out TrieNode? node) ? node : throw new InvalidOperationException($"no storage transaction is open to {verb}");

    // Keys written since the base go in any case. Of the base's keys, as many as the limit says: those that have gone already count too.
    private ClearedKeys Clear(TrieNode? before, ref TrieNode? node, ReadOnlySpan<byte> prefix, uint? limit)
    {
        // From here on nodes are copied: the cursors go over the ones that stand now.
        _edit = new object();
        TrieCursor written = new(node, prefix);
        TrieNode? result = node;
        while (written.MoveNext() && written.KeyStartsWith(prefix))
        {
            byte[] key = written.Key();
            if (!ReferenceEquals(TrieEdit.Find(before, key)?.Content, written.Current.Content))
            {
                result = TrieEdit.Remove(result, key, _edit);
            }
        }

        uint count = 0;
        bool isComplete = true;
        TrieCursor old = new(before, prefix);
        while (old.MoveNext() && old.KeyStartsWith(prefix))
        {
            if (count == limit)
            {
                isComplete = false;
                break;
            }

            result = TrieEdit.Remove(result, old.Key(), _edit);
            count++;
        }

        node = result;
        return new ClearedKeys(isComplete, count);
    }
}
