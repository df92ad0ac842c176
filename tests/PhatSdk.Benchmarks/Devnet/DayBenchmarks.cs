using BenchmarkDotNet.Attributes;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Chain;

namespace PhatSdk.Benchmarks.Devnet;

/// <summary>A day of empty blocks, 14,400, with all their states kept; beside a hundredth of it, which tells whether blocks become slower with their number.</summary>
[WarmupCount(1)]
[IterationCount(1)]
[InvocationCount(1)]
public class DayBenchmarks
{
    private const int Day = 14_400;

    /// <summary>144 blocks.</summary>
    [Benchmark(Baseline = true)]
    public Task HundredthAsync() => SealAsync(Day / 100);

    /// <summary>14,400 blocks.</summary>
    [Benchmark]
    public Task WholeAsync() => SealAsync(Day);

    private static async Task SealAsync(int blocks)
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false, Seal = SealPolicy.OnDemand });
        await devnet.SealBlocksAsync(blocks);
        Console.WriteLine($"// {blocks} blocks: {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB live, {Environment.WorkingSet >> 20} MiB resident");
    }
}
