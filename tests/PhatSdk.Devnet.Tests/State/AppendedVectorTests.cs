using System.Runtime.CompilerServices;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Tests.State;

public sealed class AppendedVectorTests
{
    [Test]
    public void AStateThatHoldsOneDoesNotKeepTheStatesBeforeIt()
    {
        (StateView state, WeakReference before) = Append();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.That(before.IsAlive, Is.False);
        Assert.That(state.Get("v"u8)!.Value.ToArray(), Is.EqualTo(new byte[] { 4, 7 }));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (StateView State, WeakReference Before) Append()
    {
        StateOverlay first = new(StateView.Empty);
        first.Set("a"u8, [1]);
        StateView before = first.ToView();
        StateOverlay second = new(before);
        second.Set("a"u8, [2]);
        second.Append("v"u8, [7]);
        return (second.ToView(), new WeakReference(before.Node));
    }
}
