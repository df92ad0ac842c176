using CsCheck;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.State;

public sealed class StateViewTests
{
    private static readonly Gen<Dictionary<string, byte[]>> States =
        Gen.Select(Gen.Byte[0, 20].Array[1, 4], Gen.Byte.Array[0, 40]).List[0, 60]
            .Select(static pairs => pairs.DistinctBy(static pair => Convert.ToHexString(pair.Item1)).ToDictionary(static pair => Convert.ToHexString(pair.Item1), static pair => pair.Item2));

    [Test]
    public void NextKeyIsTheFirstAfter() =>
        Gen.Select(States, Gen.Byte[0, 20].Array[0, 5]).Sample((entries, key) =>
        {
            string? expected = entries.Keys.Order(StringComparer.Ordinal).FirstOrDefault(next => string.CompareOrdinal(next, Convert.ToHexString(key)) > 0);
            byte[]? next = View(entries).NextKey(key);
            Assert.That(next is null ? null : Convert.ToHexString(next), Is.EqualTo(expected));
        });

    [Test]
    public void PagesJoinToAllKeys() =>
        Gen.Select(States, Gen.Byte[0, 20].Array[0, 2], Gen.Int[1, 7]).Sample((entries, prefix, size) =>
        {
            StateView view = View(entries);
            List<string> keys = [];
            byte[] after = [];
            while (view.Keys(prefix, size, after) is { Count: > 0 } page)
            {
                keys.AddRange(page.Select(Convert.ToHexString));
                after = page[^1];
            }

            string hex = Convert.ToHexString(prefix);
            Assert.That(keys, Is.EqualTo(entries.Keys.Where(key => key.StartsWith(hex, StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
        });

    [Test]
    public void ChangesLeadFromOneStateToTheOther() =>
        Gen.Select(States, States).Sample((left, right) =>
        {
            StateView before = View(left);
            StateOverlay state = new(before);
            IReadOnlyList<StateChange> changes = View(right).ChangesSince(before);
            foreach (StateChange change in changes)
            {
                Assert.That(change.TrieId, Is.Null);
                if (change.Value is { } value)
                {
                    state.Set(change.Key, value.Span);
                }
                else
                {
                    state.Remove(change.Key);
                }
            }

            Assert.That(state.Root(StateVersion.V1), Is.EqualTo(View(right).Root()));
            Assert.That(changes.Select(static change => Convert.ToHexString(change.Key)), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
            int expected = left.Keys.Union(right.Keys).Count(key => !(left.TryGetValue(key, out byte[]? old) && right.TryGetValue(key, out byte[]? now) && old.AsSpan().SequenceEqual(now)));
            Assert.That(changes, Has.Count.EqualTo(expected));
        });

    [Test]
    public void ChangesOfChildTriesNameThem()
    {
        StateOverlay state = new(StateView.Empty);
        state.SetChild("one"u8, "k"u8, [1]);
        StateView before = state.ToView();
        state.SetChild("one"u8, "l"u8, []);
        state.RemoveChild("one"u8, "k"u8);
        state.SetChild("two"u8, "m"u8, [2]);
        IReadOnlyList<StateChange> changes = state.ToView().ChangesSince(before);
        Assert.That(
            changes.Where(static change => change.TrieId is not null).Select(static change =>
                $"{System.Text.Encoding.ASCII.GetString(change.TrieId!)} {System.Text.Encoding.ASCII.GetString(change.Key)} {(change.Value is { } value ? Hex.Format(value.Span) : "gone")}"),
            Is.EqualTo(new[] { "one k gone", "one l 0x", "two m 0x02" }));
        Assert.That(changes.Count(static change => change.TrieId is null), Is.EqualTo(2), "the roots");
    }

    private static StateView View(Dictionary<string, byte[]> entries)
    {
        StateOverlay state = new(StateView.Empty);
        foreach ((string key, byte[] value) in entries)
        {
            state.Set(Convert.FromHexString(key), value);
        }

        return state.ToView();
    }
}
