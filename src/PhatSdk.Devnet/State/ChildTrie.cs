namespace PhatSdk.Devnet.State;

/// <summary>A child trie, kept as the value of its key in the main trie; as bytes it is its root.</summary>
/// <param name="node">The root node: a child trie without entries does not stand in the main trie.</param>
internal sealed class ChildTrie(TrieNode node)
{
    internal TrieNode Node { get; } = node;

    internal byte[] Root(StateVersion version) => TrieHash.Root(Node, version).ToArray();
}
