using System.Globalization;

namespace PhatSdk.Fuzz;

/// <summary>Feeds one target: its seeds as they are, then broken ones until the time is over. The inputs follow from the seed alone.</summary>
/// <remarks>An overflow of the stack ends the process at once; the same seed comes to the same input again.</remarks>
internal sealed class FuzzRun(FuzzTarget target, ulong seed, FuzzWatchdog watchdog)
{
    private static readonly TimeSpan InputLimit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> _refusals = [];
    private long _inputs;

    public FuzzOutcome Run(TimeSpan duration)
    {
        Mutator mutator = new(seed, target.Seeds, target.Tokens);
        bool isAnySeedTaken = false;
        foreach (byte[] input in target.Seeds)
        {
            // What the target makes once, such as a registry's codecs, is made before allocations count.
            if (Feed(input, countsAllocations: false, out bool isTaken) is { } failure)
            {
                return Outcome(failure, input);
            }

            isAnySeedTaken |= isTaken;
        }

        if (!isAnySeedTaken)
        {
            return Outcome("takes none of the seeds", []);
        }

        long start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < duration)
        {
            byte[] input = mutator.Next();
            if (Feed(input, countsAllocations: true, out bool isTaken) is { } failure)
            {
                return Outcome(failure, input);
            }

            if (isTaken)
            {
                mutator.Keep(input);
            }
        }

        return Outcome(null, null);
    }

    private FuzzOutcome Outcome(string? failure, byte[]? input) => new(target.Name, seed, _inputs, _refusals, failure, input);

    private string? Feed(byte[] input, bool countsAllocations, out bool isTaken)
    {
        _inputs++;
        string? failure = Try(input, out string? refusal, out TimeSpan took, out long allocated);
        isTaken = refusal is null;
        if (failure is not null)
        {
            return failure;
        }

        if (refusal is not null)
        {
            _refusals[refusal] = _refusals.GetValueOrDefault(refusal) + 1;
        }

        long most = (target.AllocationFactor * (long)input.Length) + (target.AllocationConstant ?? 0);
        if (countsAllocations && target.AllocationConstant is not null && allocated > most)
        {
            return string.Create(CultureInfo.InvariantCulture, $"allocates {allocated} bytes for {input.Length}, where {most} are the most");
        }

        // A busy machine can stop for a second; it hardly does so three times for one input.
        for (int again = 0; took > InputLimit; again++)
        {
            if (again == 2)
            {
                return string.Create(CultureInfo.InvariantCulture, $"takes {took.TotalSeconds:0.0} seconds");
            }

            Try(input, out _, out took, out _);
        }

        return null;
    }

    private string? Try(byte[] input, out string? refusal, out TimeSpan took, out long allocated)
    {
        refusal = null;
        long start = TimeProvider.System.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long? decoding = null;
        watchdog.Begin(target.Name, input, start);
        try
        {
            target.Decode(input);
            decoding = GC.GetAllocatedBytesForCurrentThread() - before;
            target.Check?.Invoke(input);
            return null;
        }
        catch (Exception exception)
        {
            refusal = exception.GetType().Name;
            return Array.Exists(target.Documented, type => type.IsInstanceOfType(exception)) ? null : exception.ToString();
        }
        finally
        {
            watchdog.End();
            allocated = decoding ?? GC.GetAllocatedBytesForCurrentThread() - before;
            took = TimeProvider.System.GetElapsedTime(start);
        }
    }
}
