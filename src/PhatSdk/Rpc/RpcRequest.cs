namespace PhatSdk.Rpc;

/// <summary>A request of a batch.</summary>
/// <param name="Method">The method: <c>state_getStorage</c>.</param>
/// <param name="ParametersJson">The parameters: a JSON array in UTF-8; empty for none.</param>
public readonly record struct RpcRequest(string Method, ReadOnlyMemory<byte> ParametersJson);
