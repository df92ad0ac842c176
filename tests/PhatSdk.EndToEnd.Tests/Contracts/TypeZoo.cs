using PhatSdk.Contracts;

namespace PhatSdk.EndToEnd.Tests.Contracts;

[InkContract("type_zoo.contract")]
internal sealed partial class TypeZoo;
