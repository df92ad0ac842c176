namespace PhatSdk.Devnet.Server;

/// <summary>Who answers on the socket.</summary>
/// <param name="Rpc">The chain's JSON-RPC.</param>
/// <param name="Worker">The worker's pRPC; null where there is no worker.</param>
internal sealed record DevnetEndpoints(RpcEndpoint Rpc, PruntimeEndpoint? Worker);
