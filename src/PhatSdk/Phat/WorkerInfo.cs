namespace PhatSdk.Phat;

/// <summary>A worker as the chain's registry has it.</summary>
/// <param name="PublicKey">Its sr25519 identity: 32 bytes.</param>
/// <param name="EcdhPublicKey">The key to which queries are sealed: 32 bytes.</param>
/// <param name="Endpoints">Where it is reached, such as <c>https://worker.example</c>; empty where it has told nobody.</param>
public sealed record WorkerInfo(ReadOnlyMemory<byte> PublicKey, ReadOnlyMemory<byte> EcdhPublicKey, IReadOnlyList<string> Endpoints);
