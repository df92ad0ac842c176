using System.Text.Json;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Rpc.V2;

/// <summary>An answer to a <see cref="StorageQuery"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Member">What <paramref name="Content"/> is: <c>value</c>, <c>hash</c> or <c>closestDescendantMerkleValue</c>.</param>
/// <param name="Content">The value, hash or Merkle value.</param>
/// <param name="TrieId">The child trie; null for the main trie.</param>
internal readonly record struct StorageItem(byte[] Key, string Member, ReadOnlyMemory<byte> Content, byte[]? TrieId)
{
    /// <summary>Writes the item's members into an object that was begun.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("key");
        writer.WriteHex(Key.AsSpan());
        writer.WritePropertyName(Member);
        writer.WriteHex(Content.Span);
        if (TrieId is not null)
        {
            writer.WritePropertyName("childTrieKey");
            writer.WriteHex(TrieId.AsSpan());
        }
    }
}
