namespace PhatSdk.Tests.Crypto;

/// <summary>Asserts that code which promises it allocates nothing.</summary>
internal static class Allocations
{
    /// <summary>Runs <paramref name="action"/> until it is compiled and warm, then counts the bytes of the managed heap that it takes.</summary>
    public static void AssertNone(Action action)
    {
        for (int i = 0; i < 40; i++)
        {
            action();
        }

        // A background compilation may charge a run; one clean run is proof, as what allocates does so each time.
        long least = long.MaxValue;
        for (int i = 0; i < 5 && least != 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero, "bytes allocated");
    }
}
