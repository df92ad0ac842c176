using PhatSdk.Crypto;

namespace PhatSdk.Devnet.State;

/// <summary>
/// A node of a persistent base-16 Patricia trie: the nibbles that all keys below share, a value, children.
/// Whoever holds the <see cref="Owner"/> may change the node in place; for everybody else it is immutable.
/// </summary>
/// <remarks>Merkle values are computed when first asked for and kept, so that a change costs only the nodes on its way.</remarks>
internal sealed class TrieNode
{
    private const int Width = 16;

    private object? _value;
    private byte[]? _merkleV0;
    private byte[]? _merkleV1;
    private byte[]? _valueHash;

    internal TrieNode(byte[] partial, object? value, TrieNode?[]? children, object? owner)
    {
        Partial = partial;
        _value = value;
        Children = children;
        Owner = owner;
    }

    /// <summary>The nibbles between the parent's branch and this node, one a byte.</summary>
    internal byte[] Partial { get; private set; }

    /// <summary>Sixteen places, or null for a leaf.</summary>
    internal TrieNode?[]? Children { get; private set; }

    /// <summary>Who may change the node; null for nobody.</summary>
    internal object? Owner { get; }

    internal bool HasValue => _value is not null;

    /// <summary>The value as it was put: a <c>byte[]</c>, an <see cref="AppendedVector"/> or a <see cref="ChildTrie"/>. Two writes never share one.</summary>
    internal object? Content => _value;

    /// <summary>The value's bytes.</summary>
    internal ReadOnlyMemory<byte> Value(StateVersion version)
    {
        switch (_value)
        {
            case byte[] bytes:
                return bytes;
            case AppendedVector vector:
                byte[] whole = vector.ToArray();
                _value = whole;
                return whole;
            case ChildTrie child:
                return child.Root(version);
            default:
                throw new InvalidOperationException("the node has no value");
        }
    }

    internal byte[]? Merkle(StateVersion version) => version == StateVersion.V0 ? _merkleV0 : _merkleV1;

    internal void SetMerkle(StateVersion version, byte[] merkle)
    {
        if (version == StateVersion.V0)
        {
            _merkleV0 = merkle;
        }
        else
        {
            _merkleV1 = merkle;
        }
    }

    /// <summary>This node where <paramref name="owner"/> owns it, else a copy that they own. What was computed of it is forgotten.</summary>
    internal TrieNode OwnedBy(object owner)
    {
        if (ReferenceEquals(Owner, owner))
        {
            _merkleV0 = _merkleV1 = null;
            return this;
        }

        return new TrieNode(Partial, _value, (TrieNode?[]?)Children?.Clone(), owner) { _valueHash = _valueHash };
    }

    internal void SetValue(object? value)
    {
        _value = value;
        _valueHash = null;
    }

    /// <summary>
    /// The hash of the value. Kept for as long as the value stays, wherever the node moves: a chain's code has megabytes, and what each block
    /// writes beside it moves its node.
    /// </summary>
    internal ReadOnlySpan<byte> ValueHash() => _valueHash ??= Blake2b.Hash256(Value(StateVersion.V1).Span).ToArray();

    internal void SetChild(int branch, TrieNode? child)
    {
        Children ??= new TrieNode?[Width];
        Children[branch] = child;
    }

    /// <summary>A copy with other nibbles before it.</summary>
    internal TrieNode WithPartial(byte[] partial, object owner)
    {
        TrieNode node = OwnedBy(owner);
        node.Partial = partial;
        return node;
    }
}
