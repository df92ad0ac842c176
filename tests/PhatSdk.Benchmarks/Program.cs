// Measures what docs/performance.md claims: each benchmark beside a baseline in the same run. "--filter *Psp22*" chooses, "--list flat" shows all.
using BenchmarkDotNet.Running;
using PhatSdk.Benchmarks;

return BenchmarkSwitcher.FromAssembly(typeof(BenchmarkSettings).Assembly).Run(args, new BenchmarkSettings()).Any() ? 0 : 1;
