using PhatSdk.Contracts;

namespace PhatSdk.SourceGenerator.Tests.Clients;

[InkContract("psp22.json")]
internal sealed partial class Psp22InkFive;
