using PhatSdk.Contracts;

namespace PhatSdk.SourceGenerator.Tests.Clients;

[InkContract("type_zoo/ink5/type_zoo.contract")]
internal sealed partial class TypeZooInkFive;
