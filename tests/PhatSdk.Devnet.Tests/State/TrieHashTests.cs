using System.Text.Json;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.State;

public sealed class TrieHashTests
{
    [Test]
    public void RootsOfStatesAreThoseOfSpTrie([Values(0, 1)] int number)
    {
        StateVersion version = (StateVersion)number;
        Assert.Multiple(() =>
        {
            foreach (JsonElement row in (JsonElement[])[.. TrieVectors.Table("states", 19), .. TrieVectors.Table("randomStates", 4)])
            {
                StateView state = new StateOverlay(StateView.Empty).Apply(row.GetProperty("entries")).ToView();
                Assert.That(state.Root(version), Is.EqualTo(row.Hash($"root{version}")), row.GetProperty("label").GetString());
            }
        });
    }

    [Test]
    public void RootsFollowEachStepOfChanges([Values(0, 1)] int number)
    {
        StateVersion version = (StateVersion)number;
        StateOverlay state = new(StateView.Empty);
        int count = 0;
        foreach (JsonElement step in TrieVectors.Table("steps", 121))
        {
            state.Apply(step.GetProperty(count == 0 ? "entries" : "changes"));
            Assert.That(state.Root(version), Is.EqualTo(step.Hash($"root{version}")), $"step {count}");
            count++;
        }
    }

    [Test]
    public void RootsOfListsAreThoseOfSpTrie([Values(0, 1)] int number)
    {
        StateVersion version = (StateVersion)number;
        Assert.Multiple(() =>
        {
            foreach (JsonElement row in TrieVectors.Table("lists", 12))
            {
                int count = row.GetProperty("count").GetInt32();
                byte[][] items = row.TryGetProperty("items", out JsonElement given)
                    ? [.. given.EnumerateArray().Select(static item => Hex.Parse(item.GetString()!))]
                    : [.. Enumerable.Range(0, count).Select(static i => Pattern(i * 7 % 40))];
                Assert.That(items, Has.Length.EqualTo(count));
                Assert.That(TrieHash.OrderedRoot(items, version), Is.EqualTo(row.Hash($"root{version}")), $"{count} items");
            }
        });
    }

    [Test]
    public void RootsOfChildTriesStandInTheMainTrie([Values(0, 1)] int number)
    {
        StateVersion version = (StateVersion)number;
        foreach (JsonElement row in TrieVectors.Table("children", 2))
        {
            StateOverlay state = new StateOverlay(StateView.Empty).Apply(row.GetProperty("entries"));
            foreach (JsonElement child in row.GetProperty("children").EnumerateArray())
            {
                byte[] id = Hex.Parse(child.GetProperty("id").GetString()!);
                foreach (JsonElement entry in child.GetProperty("entries").EnumerateArray())
                {
                    state.SetChild(id, Hex.Parse(entry[0].GetString()!), Hex.Parse(entry[1].GetString()!));
                }

                if (child.GetProperty("entries").GetArrayLength() > 0)
                {
                    Assert.That(state.ToView().ChildRoot(id, version), Is.EqualTo(child.Hash($"root{version}")));
                }
            }

            Assert.That(state.Root(version), Is.EqualTo(row.Hash($"root{version}")));
        }
    }

    private static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(static i => unchecked((byte)((31 * i) + 7)))];
}
