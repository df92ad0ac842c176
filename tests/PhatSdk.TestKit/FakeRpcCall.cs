using System.Text.Json;

namespace PhatSdk.TestKit;

/// <summary>A request that a fake wire saw.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameters">The array of parameters.</param>
public sealed record FakeRpcCall(string Method, JsonElement Parameters)
{
    /// <summary>The array of parameters as it was written.</summary>
    public string Json => Parameters.GetRawText();
}
