using PhatSdk.Contracts;

namespace PhatSdk.Benchmarks.Contracts;

[InkContract("psp22.contract")]
public sealed partial class Psp22;
