using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>A worker, and gatekeeper, that the chain knows from its genesis.</summary>
/// <param name="PublicKey">Its sr25519 identity, which is its key agreement's key too.</param>
internal readonly record struct GenesisWorker(AccountId PublicKey);
