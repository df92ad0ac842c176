using PhatSdk.Contracts;

namespace QuickStart;

/// <summary>The token's client: the generator writes its messages, constructors, events and types from the file.</summary>
[InkContract("psp22.contract")]
public partial class Psp22;
