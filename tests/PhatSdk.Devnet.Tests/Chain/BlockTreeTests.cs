using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class BlockTreeTests
{
    private static readonly Block Genesis = Make(0, default, 0);

    [Test]
    public void TheFirstOfTwoThatAreAsLongStaysTheBest()
    {
        Block a1 = Make(1, Genesis.Hash, 1);
        Block b1 = Make(1, Genesis.Hash, 2);
        BlockTree tree = new BlockTree(Genesis).Import(a1, out ChainEvent.BestChanged? first).Import(b1, out ChainEvent.BestChanged? second);
        Assert.Multiple(() =>
        {
            Assert.That(tree.Best, Is.SameAs(a1));
            Assert.That(first!.Enacted, Is.EqualTo((Block[])[a1]));
            Assert.That(first!.Retracted, Is.Empty);
            Assert.That(second, Is.Null);
            Assert.That(tree.At(1), Is.SameAs(a1));
            Assert.That(tree.Find(b1.Hash), Is.SameAs(b1));
            Assert.That(tree.ChildrenOf(Genesis), Is.EqualTo((Block[])[a1, b1]));
        });
    }

    [Test]
    public void ALongerForkTakesOver()
    {
        Block a1 = Make(1, Genesis.Hash, 1);
        Block a2 = Make(2, a1.Hash, 1);
        Block b1 = Make(1, Genesis.Hash, 2);
        Block b2 = Make(2, b1.Hash, 2);
        Block b3 = Make(3, b2.Hash, 2);
        BlockTree before = TreeOf(a1, a2, b1, b2);
        Assert.That(before.Best, Is.SameAs(a2));
        BlockTree tree = before.Import(b3, out ChainEvent.BestChanged? change);
        Assert.Multiple(() =>
        {
            Assert.That(change!.Best, Is.SameAs(b3));
            Assert.That(change.Retracted, Is.EqualTo((Block[])[a2, a1]), "the newest first");
            Assert.That(change.Enacted, Is.EqualTo((Block[])[b1, b2, b3]), "the oldest first");
            Assert.That(Enumerable.Range(0, 4).Select(number => tree.At((uint)number)), Is.EqualTo((Block[])[Genesis, b1, b2, b3]));
            Assert.That(before.At(1), Is.SameAs(a1), "a tree never changes");
        });
    }

    [Test]
    public void FinalityPrunesWhatStandsBeside()
    {
        Block a1 = Make(1, Genesis.Hash, 1);
        Block a2 = Make(2, a1.Hash, 1);
        Block a3 = Make(3, a2.Hash, 1);
        Block b1 = Make(1, Genesis.Hash, 2);
        Block b2 = Make(2, b1.Hash, 2);
        Block c3 = Make(3, a2.Hash, 3);
        BlockTree tree = TreeOf(a1, b1, a2, b2, a3, c3).Finalize(a2, out ChainEvent.BestChanged? change, out ChainEvent.Finalized finality);
        Assert.Multiple(() =>
        {
            Assert.That(change, Is.Null);
            Assert.That(finality.Blocks, Is.EqualTo((Block[])[a1, a2]));
            Assert.That(finality.Pruned, Is.EqualTo((Block[])[b1, b2]));
            Assert.That(tree.Finalized, Is.SameAs(a2));
            Assert.That(tree.Unfinalized, Is.EqualTo((Block[])[a3, c3]));
            Assert.That(tree.Find(b2.Hash), Is.SameAs(b2), "it can still be looked at");
            Assert.That(tree.IsOpen(b2), Is.False);
            Assert.That(tree.IsOpen(a2), Is.True);
            Assert.That(tree.IsOpen(a1), Is.False);
        });
    }

    [Test]
    public void FinalityOfAShorterForkMakesItTheBest()
    {
        Block a1 = Make(1, Genesis.Hash, 1);
        Block a2 = Make(2, a1.Hash, 1);
        Block a3 = Make(3, a2.Hash, 1);
        Block b1 = Make(1, Genesis.Hash, 2);
        Block b2 = Make(2, b1.Hash, 2);
        BlockTree tree = TreeOf(a1, a2, a3, b1, b2).Finalize(b1, out ChainEvent.BestChanged? change, out ChainEvent.Finalized finality);
        Assert.Multiple(() =>
        {
            Assert.That(change!.Best, Is.SameAs(b2), "the longest on top of what is final");
            Assert.That(change.Retracted, Is.EqualTo((Block[])[a3, a2, a1]));
            Assert.That(change.Enacted, Is.EqualTo((Block[])[b1, b2]));
            Assert.That(finality.Blocks, Is.EqualTo((Block[])[b1]));
            Assert.That(finality.Pruned, Is.EqualTo((Block[])[a1, a2, a3]));
            Assert.That(tree.At(3), Is.Null);
            Assert.That(tree.Unfinalized, Is.EqualTo((Block[])[b2]));
        });
    }

    private static BlockTree TreeOf(params Block[] blocks)
    {
        BlockTree tree = new(Genesis);
        foreach (Block block in blocks)
        {
            tree = tree.Import(block, out _);
        }

        return tree;
    }

    private static Block Make(uint number, Hash256 parent, byte fork) =>
        new(new Header { ParentHash = parent, Number = number, StateRoot = new Hash256([.. Enumerable.Repeat(fork, 32)]) }.Encode(), [], StateView.Empty, number);
}
