// Measures what docs/performance.md claims: each benchmark beside a baseline in the same run. "--filter *Psp22*" chooses, "--list flat" shows all.
// "--against-polkadot-api FOLDER" loads metadata here and in Node.js, with the packages that the folder has.
using BenchmarkDotNet.Running;
using PhatSdk.Benchmarks;
using PhatSdk.Benchmarks.PolkadotApi;

return args is ["--against-polkadot-api", string folder]
    ? MetadataRatio.Run(folder)
    : BenchmarkSwitcher.FromAssembly(typeof(BenchmarkSettings).Assembly).Run(args, new BenchmarkSettings()).Any() ? 0 : 1;
