using CsCheck;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.State;

public sealed class StateOverlayTests
{
    [Test]
    public void RolledBackLayerLeavesNoTrace()
    {
        StateOverlay state = new(StateView.Empty);
        state.Set("a"u8, [1]);
        Hash256 root = state.Root(StateVersion.V1);
        state.Begin();
        state.Set("a"u8, [2]);
        state.Set("ab"u8, [3]);
        state.SetChild("child"u8, "k"u8, [4]);
        state.RollBack();
        Assert.Multiple(() =>
        {
            Assert.That(state.Get("a"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 1 }));
            Assert.That(state.Get("ab"u8), Is.Null);
            Assert.That(state.GetChild("child"u8, "k"u8), Is.Null);
            Assert.That(state.Root(StateVersion.V1), Is.EqualTo(root));
        });
    }

    [Test]
    public void SnapshotStaysWhatItWas()
    {
        StateOverlay state = new(StateView.Empty);
        state.Set("a"u8, [1]);
        state.Append("v"u8, [7]);
        StateView snapshot = state.ToView();
        Hash256 root = snapshot.Root();
        state.Set("a"u8, [2]);
        state.Append("v"u8, [8]);
        state.Remove("a"u8);
        Assert.Multiple(() =>
        {
            Assert.That(snapshot.Get("a"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 1 }));
            Assert.That(snapshot.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 4, 7 }));
            Assert.That(snapshot.Root(), Is.EqualTo(root));
            Assert.That(state.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 8, 7, 8 }));
        });
    }

    [Test]
    public void OverlaysOfOneStateDoNotShareAppends()
    {
        StateOverlay first = new(StateView.Empty);
        first.Append("v"u8, [1]);
        StateView state = first.ToView();
        StateOverlay second = new(state);
        second.Append("v"u8, [2]);
        first.Append("v"u8, [3]);
        Assert.Multiple(() =>
        {
            Assert.That(state.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 4, 1 }));
            Assert.That(second.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 8, 1, 2 }));
            Assert.That(first.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 8, 1, 3 }));
        });
    }

    [Test]
    public void AppendAfterARollbackContinuesWhereItWas()
    {
        StateOverlay state = new(StateView.Empty);
        state.Append("v"u8, [1]);
        state.Begin();
        state.Append("v"u8, [2]);
        state.RollBack();
        state.Append("v"u8, [3]);
        Assert.That(state.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 8, 1, 3 }));
    }

    [Test]
    public void AppendCountsBeyondOneByte()
    {
        StateOverlay state = new(StateView.Empty);
        for (int i = 0; i < 20_000; i++)
        {
            state.Append("v"u8, [(byte)i]);
        }

        ScaleReader reader = new(state.Get("v"u8)!.Value.Span);
        Assert.That(reader.ReadBytes().ToArray(), Is.EqualTo(Enumerable.Range(0, 20_000).Select(static i => (byte)i)));
        reader.ThrowIfNotAtEnd();
    }

    [TestCase(new byte[] { 0x03 }, TestName = "AppendReplacesATruncatedLength")]
    [TestCase(new byte[] { }, TestName = "AppendReplacesAnEmptyValue")]
    public void AppendReplacesWhatIsNoVector(byte[] value)
    {
        StateOverlay state = new(StateView.Empty);
        state.Set("v"u8, value);
        state.Append("v"u8, [5]);
        Assert.That(state.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 4, 5 }));
    }

    [Test]
    public void LimitCountsOnlyKeysOfTheStateBefore()
    {
        StateOverlay before = new(StateView.Empty);
        foreach (byte key in (byte[])[1, 2, 3, 4])
        {
            before.Set([9, key], [key]);
        }

        StateOverlay state = new(before.ToView());
        state.Set([9, 0], [0]);
        state.Set([9, 4], [44]);
        state.Set([8], [8]);
        ClearedKeys cleared = state.ClearPrefix([9], 2);
        Assert.Multiple(() =>
        {
            Assert.That(cleared, Is.EqualTo(new ClearedKeys(false, 2)));
            Assert.That(state.ToView().Keys([]), Is.EqualTo(new byte[][] { [8], [9, 3] }), "keys written since go in any case");
            Assert.That(state.ClearPrefix([9], 3), Is.EqualTo(new ClearedKeys(false, 3)), "keys that have gone count again");
            Assert.That(state.ClearPrefix([9], null), Is.EqualTo(new ClearedKeys(true, 4)));
            Assert.That(state.ToView().Keys([]), Is.EqualTo(new byte[][] { [8] }));
        });
    }

    [Test]
    public void EmptiedChildTrieIsGone()
    {
        StateOverlay state = new(StateView.Empty);
        state.SetChild("t"u8, "k"u8, [1]);
        Assert.That(state.ToView().ChildTries(), Has.Count.EqualTo(1));
        Assert.That(state.ClearChild("t"u8, null), Is.EqualTo(new ClearedKeys(true, 0)));
        Assert.Multiple(() =>
        {
            Assert.That(state.ToView().ChildTries(), Is.Empty);
            Assert.That(state.Root(StateVersion.V1), Is.EqualTo(StateView.Empty.Root()));
        });
    }

    [Test]
    public void EndingALayerThatDidNotBeginFails()
    {
        StateOverlay state = new(StateView.Empty);
        Assert.Throws<InvalidOperationException>(state.Commit);
        Assert.Throws<InvalidOperationException>(state.RollBack);
    }

    // Against a model of sorted dictionaries, layer by layer.
    [Test]
    public void BehavesAsAStackOfDictionaries() =>
        Gen.Select(Gen.Int[0, 6], Gen.Byte[0, 3].Array[0, 4], Gen.Byte.Array[0, 40]).List[0, 80].Sample(steps =>
        {
            StateOverlay state = new(StateView.Empty);
            Stack<SortedDictionary<string, byte[]>> model = new([new SortedDictionary<string, byte[]>(StringComparer.Ordinal)]);
            foreach ((int step, byte[] key, byte[] value) in steps)
            {
                SortedDictionary<string, byte[]> top = model.Peek();
                switch (step)
                {
                    case 0 or 1:
                        state.Set(key, value);
                        top[Convert.ToHexString(key)] = value;
                        break;
                    case 2:
                        state.Remove(key);
                        top.Remove(Convert.ToHexString(key));
                        break;
                    case 3:
                        state.Begin();
                        model.Push(new SortedDictionary<string, byte[]>(top, StringComparer.Ordinal));
                        break;
                    case 4 when model.Count > 1:
                        state.Commit();
                        model.Pop();
                        model.Pop();
                        model.Push(top);
                        break;
                    case 5 when model.Count > 1:
                        state.RollBack();
                        model.Pop();
                        break;
                    case 6:
                        _ = state.Root(StateVersion.V1);
                        break;
                }
            }

            SortedDictionary<string, byte[]> expected = model.Peek();
            StateView view = state.ToView();
            StateOverlay fresh = new(StateView.Empty);
            foreach ((string key, byte[] value) in expected)
            {
                fresh.Set(Convert.FromHexString(key), value);
            }

            Assert.That(view.Keys([]).Select(Convert.ToHexString), Is.EqualTo(expected.Keys));
            Assert.That(view.Root(), Is.EqualTo(fresh.Root(StateVersion.V1)));
            Assert.That(view.ChangesSince(fresh.ToView()), Is.Empty);
        });
}
