using PhatSdk.Contracts;

namespace PhatSdk.EndToEnd.Tests.Contracts;

[InkContract("psp22.contract")]
internal sealed partial class Psp22;
