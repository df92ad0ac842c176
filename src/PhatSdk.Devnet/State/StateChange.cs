namespace PhatSdk.Devnet.State;

/// <summary>What became of a key between two states.</summary>
/// <param name="TrieId">The child trie's id; null for the main trie.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The later value; null where the key is gone.</param>
internal readonly record struct StateChange(byte[]? TrieId, byte[] Key, ReadOnlyMemory<byte>? Value);
