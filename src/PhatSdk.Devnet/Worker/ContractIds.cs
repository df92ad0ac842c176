using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>Ids of contracts, which are their addresses, too.</summary>
internal static class ContractIds
{
    /// <summary>The id that a contract gets: the constructor's arguments are no part of it.</summary>
    public static AccountId Derive(AccountId deployer, CodeHash code, Hash256 cluster, ReadOnlySpan<byte> salt)
    {
        byte[] preimage = [.. deployer.Span, .. code.Span, .. cluster.Span, .. salt];
        return new AccountId(Blake2b.Hash256(preimage).Span);
    }
}
