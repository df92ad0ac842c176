using PhatSdk.Contracts;

namespace PhatSdk.SourceGenerator.Tests.Clients;

[InkContract("psp22.contract")]
public partial class Psp22;
