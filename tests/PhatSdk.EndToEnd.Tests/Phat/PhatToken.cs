using PhatSdk.Contracts;

namespace PhatSdk.EndToEnd.Tests.Phat;

[InkContract("phat_token.contract")]
internal sealed partial class PhatToken;
