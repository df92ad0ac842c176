using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PhatSdk.Crypto;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Tests.State;

public sealed class TrieNodeTests
{
    [Test]
    public void ALongValueIsHashedOnceHoweverItsNodeMoves()
    {
        byte[] code = new byte[1000];
        StateOverlay first = new(StateView.Empty);
        first.Set(":code"u8, code);
        StateView before = first.ToView();
        before.Root();
        ReadOnlySpan<byte> hash = TrieEdit.Find(before.Node, ":code"u8)!.ValueHash();

        // What a block writes beside it splits the node, and joins it again.
        StateOverlay block = new(before);
        block.Set(":extrinsic_index"u8, [1]);
        StateView split = block.ToView();
        block.Remove(":extrinsic_index"u8);
        StateView joined = block.ToView();
        ReadOnlySpan<byte> moved = TrieEdit.Find(split.Node, ":code"u8)!.ValueHash();
        ReadOnlySpan<byte> back = TrieEdit.Find(joined.Node, ":code"u8)!.ValueHash();
        Assert.That(Unsafe.AreSame(in MemoryMarshal.GetReference(hash), in MemoryMarshal.GetReference(moved)), Is.True);
        Assert.That(Unsafe.AreSame(in MemoryMarshal.GetReference(hash), in MemoryMarshal.GetReference(back)), Is.True);
        Assert.That(joined.Root(), Is.EqualTo(before.Root()));
    }

    [Test]
    public void AnotherValueHasAnotherHash()
    {
        StateOverlay overlay = new(StateView.Empty);
        overlay.Set(":code"u8, new byte[1000]);
        overlay.Root(StateVersion.V1);
        overlay.Set(":code"u8, new byte[1001]);
        byte[] hash = TrieEdit.Find(overlay.ToView().Node, ":code"u8)!.ValueHash().ToArray();
        Assert.That(hash, Is.EqualTo(Blake2b.Hash256(new byte[1001]).ToArray()));
    }
}
