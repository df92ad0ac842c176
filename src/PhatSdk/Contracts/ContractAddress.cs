using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts;

/// <summary>Computes where a contract will be: pallet-contracts' <c>DefaultAddressGenerator</c>.</summary>
public static class ContractAddress
{
    private const int StackSize = 256;

    /// <summary>The address of a contract of pallet-contracts. Phat contracts have another: their cluster is part of it.</summary>
    /// <param name="deployer">Who deploys: the signer, or the contract that instantiates another.</param>
    /// <param name="code">The code.</param>
    /// <param name="input">The constructor's selector and arguments.</param>
    /// <param name="salt">The salt.</param>
    /// <returns>The contract's account.</returns>
    public static AccountId Derive(AccountId deployer, CodeHash code, ReadOnlySpan<byte> input, ReadOnlySpan<byte> salt)
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.WriteRaw("contract_addr_v1"u8);
            writer.Write(deployer);
            writer.Write(code);
            writer.WriteBytes(input);
            writer.WriteBytes(salt);
            return new AccountId(Blake2b.Hash256(writer.WrittenSpan).Span);
        }
        finally
        {
            writer.Dispose();
        }
    }
}
