using PhatSdk.Crypto;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Tests.Rpc.V2;

public sealed class StorageSearchTests
{
    private static readonly byte[] TrieId = [9, 9];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(200)]
    public void ASearchFindsAllKeysHoweverMany(int count)
    {
        StateOverlay overlay = new(StateView.Empty);
        for (int i = 0; i < count; i++)
        {
            overlay.Set([1, (byte)i], [(byte)i]);
            overlay.SetChild(TrieId, [2, (byte)i], [(byte)i]);
        }

        overlay.Set([0], [0]);
        overlay.Set([3], [0]);
        StateView state = overlay.ToView();
        StorageItem[] found = [.. new StorageSearch(state, null).Find([new StorageQuery([1], StorageQueryKind.DescendantsValues, [])])];
        Assert.That(found.Select(item => item.Key[1]), Is.EqualTo(Enumerable.Range(0, count)));
        found = [.. new StorageSearch(state, TrieId).Find([new StorageQuery([], StorageQueryKind.DescendantsHashes, [])])];
        Assert.That(found.Select(item => item.Content.ToArray()), Is.EqualTo(Enumerable.Range(0, count).Select(i => Blake2b.Hash256([(byte)i]).ToArray())));
        Assert.That(found.Select(item => item.TrieId), Is.All.EqualTo(TrieId));
    }

    [Test]
    public void TheEmptyKeyIsFoundOnce()
    {
        StateOverlay overlay = new(StateView.Empty);
        overlay.Set([], [1]);
        overlay.Set([1], [1]);
        StorageSearch search = new(overlay.ToView(), null);
        Assert.That(search.Find([new StorageQuery([], StorageQueryKind.DescendantsValues, [])]).Count(), Is.EqualTo(2));
    }

    [Test]
    public void TheMerkleValueOfAPrefixIsThatOfTheClosestNodeBelow()
    {
        StateOverlay overlay = new(StateView.Empty);
        overlay.Set([1, 2, 3], [1]);
        overlay.Set([1, 2, 4], [2]);
        overlay.Set([7], [3]);
        StateView state = overlay.ToView();
        Assert.That(state.ClosestMerkleValue([]), Is.EqualTo(state.Root().ToArray()));
        Assert.That(state.ClosestMerkleValue([1]), Is.EqualTo(state.ClosestMerkleValue([1, 2])), "nothing branches between them");
        Assert.That(state.ClosestMerkleValue([1, 2]), Is.Not.EqualTo(state.ClosestMerkleValue([1, 2, 3])));
        Assert.That(state.ClosestMerkleValue([1, 3]), Is.Null);
        Assert.That(state.ClosestMerkleValue([1, 2, 3, 4]), Is.Null);
        Assert.That(state.ClosestMerkleValue([1], TrieId), Is.Null);

        // A leaf without nibbles of its own and the value 1, by the specification's encoding: shorter than a hash, so it stands for itself.
        Assert.That(state.ClosestMerkleValue([1, 2, 3]), Is.EqualTo(new byte[] { 0b01_000000, 4, 1 }));
        StateOverlay changed = new(state);
        changed.Set([1, 2, 4], [9]);
        StateView next = changed.ToView();
        Assert.That(next.ClosestMerkleValue([1]), Is.Not.EqualTo(state.ClosestMerkleValue([1])));
        Assert.That(next.ClosestMerkleValue([7]), Is.EqualTo(state.ClosestMerkleValue([7])));
    }
}
