using PhatSdk.Contracts;

namespace PhatSdk.SourceGenerator.Tests.Clients;

[InkContract("contracts/type_zoo/type_zoo.contract")]
public partial class TypeZoo;
