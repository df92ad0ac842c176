using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Computes the ids of Phat contracts. A contract's id on the chain is its account in the cluster.</summary>
public static class ContractId
{
    private const int MaxSaltSize = 1024;
    private const int HeadSize = AccountId.Size + CodeHash.Size + Hash256.Size;

    /// <summary>Computes where a contract will be; the constructor's arguments have no part in it.</summary>
    /// <param name="deployer">Who deploys it; for a contract made by a contract, the latter.</param>
    /// <param name="code">Its code.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="salt">The salt as it is; at most 1024 bytes.</param>
    /// <returns>The contract's id and account.</returns>
    /// <exception cref="ArgumentException"><paramref name="salt"/> is longer.</exception>
    /// <remarks>Follows <c>contract_id_preimage</c> of <c>phala-types</c>: BLAKE2b-256 over all four, one behind the other.</remarks>
    public static AccountId Derive(AccountId deployer, CodeHash code, ClusterId cluster, ReadOnlySpan<byte> salt)
    {
        if (salt.Length > MaxSaltSize)
        {
            throw new ArgumentException($"a salt has at most {MaxSaltSize} bytes, not {salt.Length}", nameof(salt));
        }

        Span<byte> preimage = stackalloc byte[HeadSize + salt.Length];
        deployer.Span.CopyTo(preimage);
        code.Span.CopyTo(preimage[AccountId.Size..]);
        cluster.Value.Span.CopyTo(preimage[(AccountId.Size + CodeHash.Size)..]);
        salt.CopyTo(preimage[HeadSize..]);
        return new AccountId(Blake2b.Hash256(preimage).Span);
    }
}
