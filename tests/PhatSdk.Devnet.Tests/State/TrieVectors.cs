using System.Text.Json;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Devnet.Tests.State;

/// <summary>Reads tests/Fixtures/rust/trie.json: roots by sp-trie.</summary>
internal static class TrieVectors
{
    private static readonly Lazy<JsonElement> File = new(static () =>
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Fixtures.Path("rust/trie.json")));
        return document.RootElement.Clone();
    });

    public static IReadOnlyList<JsonElement> Table(string name, int rows)
    {
        JsonElement[] all = [.. File.Value.GetProperty(name).EnumerateArray()];
        Assert.That(all, Has.Length.EqualTo(rows), $"rows of trie.json: {name}");
        return all;
    }

    public static StateOverlay Apply(this StateOverlay state, JsonElement entries)
    {
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            byte[] key = Hex.Parse(entry[0].GetString()!);
            if (entry[1].ValueKind is JsonValueKind.Null)
            {
                state.Remove(key);
            }
            else
            {
                state.Set(key, Hex.Parse(entry[1].GetString()!));
            }
        }

        return state;
    }

    public static Hash256 Hash(this JsonElement row, string name) => Hash256.Parse(row.GetProperty(name).GetString()!);
}
