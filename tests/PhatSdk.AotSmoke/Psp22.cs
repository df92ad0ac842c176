using PhatSdk.Contracts;

namespace PhatSdk.AotSmoke;

[InkContract("psp22.contract")]
public partial class Psp22;
