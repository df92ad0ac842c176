namespace PhatSdk.Pruntime;

/// <summary>What a worker answered, before anything is made of it.</summary>
/// <param name="StatusCode">The HTTP status: 200, or 400, 404 or 500 with a <c>PrpcError</c>.</param>
/// <param name="Body">The answer as a protobuf message.</param>
public readonly record struct PruntimeResponse(int StatusCode, ReadOnlyMemory<byte> Body);
