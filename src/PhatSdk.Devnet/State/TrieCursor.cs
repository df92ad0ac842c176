namespace PhatSdk.Devnet.State;

/// <summary>Goes through a trie's entries in the order of their keys, from any key on.</summary>
internal sealed class TrieCursor
{
    private const int OwnValue = -1;

    private readonly List<Frame> _frames = [];
    private byte[] _path = new byte[128];
    private int _pathLength;

    /// <summary>Stands before the first entry whose key is <paramref name="from"/> or more.</summary>
    /// <param name="root">The trie.</param>
    /// <param name="from">The key.</param>
    /// <param name="isExclusive">Leave the key itself out.</param>
    internal TrieCursor(TrieNode? root, ReadOnlySpan<byte> from, bool isExclusive = false)
    {
        int at = 0;
        TrieNode? node = root;
        while (node is not null)
        {
            byte[] partial = node.Partial;
            int common = Nibbles.CommonLength(partial, from, at);
            bool keyEnds = at + common == Nibbles.Count(from);
            if (common < partial.Length)
            {
                if (keyEnds || partial[common] > Nibbles.At(from, at + common))
                {
                    Enter(node, OwnValue);
                }

                return;
            }

            if (keyEnds)
            {
                Enter(node, isExclusive ? 0 : OwnValue);
                return;
            }

            at += common;
            int branch = Nibbles.At(from, at);
            Enter(node, branch + 1);
            node = node.Children?[branch];
            if (node is not null)
            {
                PushNibble((byte)branch);
            }

            at++;
        }
    }

    /// <summary>The entry's node.</summary>
    internal TrieNode Current { get; private set; } = null!;

    /// <summary>The entry's key, in nibbles; valid until the next step.</summary>
    private ReadOnlySpan<byte> Path => _path.AsSpan(0, _pathLength);

    /// <summary>The first entry after a key.</summary>
    internal static byte[]? NextKey(TrieNode? root, ReadOnlySpan<byte> key)
    {
        TrieCursor cursor = new(root, key, isExclusive: true);
        return cursor.MoveNext() ? cursor.Key() : null;
    }

    /// <summary>The entry's key.</summary>
    internal byte[] Key() => Nibbles.Pack(Path);

    /// <summary>Whether the entry's key begins so.</summary>
    internal bool KeyStartsWith(ReadOnlySpan<byte> prefix)
    {
        int count = Nibbles.Count(prefix);
        return _pathLength >= count && Nibbles.CommonLength(Path[..count], prefix, 0) == count;
    }

    internal bool MoveNext()
    {
        while (_frames.Count > 0)
        {
            Frame frame = _frames[^1];
            _pathLength = frame.PathLength;
            if (frame.Next == OwnValue)
            {
                _frames[^1] = frame with { Next = 0 };
                if (frame.Node.HasValue)
                {
                    Current = frame.Node;
                    return true;
                }

                continue;
            }

            int branch = NextChild(frame.Node, frame.Next);
            if (branch < 0)
            {
                _frames.RemoveAt(_frames.Count - 1);
                continue;
            }

            _frames[^1] = frame with { Next = branch + 1 };
            PushNibble((byte)branch);
            Enter(frame.Node.Children![branch]!, OwnValue);
        }

        return false;
    }

    private static int NextChild(TrieNode node, int from)
    {
        TrieNode?[]? children = node.Children;
        if (children is not null)
        {
            for (int i = from; i < children.Length; i++)
            {
                if (children[i] is not null)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private void Enter(TrieNode node, int next)
    {
        byte[] partial = node.Partial;
        Reserve(partial.Length);
        partial.CopyTo(_path, _pathLength);
        _pathLength += partial.Length;
        _frames.Add(new Frame(node, next, _pathLength));
    }

    private void PushNibble(byte nibble)
    {
        Reserve(1);
        _path[_pathLength++] = nibble;
    }

    private void Reserve(int count)
    {
        if (_pathLength + count > _path.Length)
        {
            Array.Resize(ref _path, Math.Max(_pathLength + count, 2 * _path.Length));
        }
    }

    private readonly record struct Frame(TrieNode Node, int Next, int PathLength);
}
