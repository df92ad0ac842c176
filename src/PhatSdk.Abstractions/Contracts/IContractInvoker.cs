using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>How contracts are reached, in bytes: a chain, a Phat cluster, or a fake in a test.</summary>
public interface IContractInvoker
{
    /// <summary>Calls a contract without a transaction; nothing is changed.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="input">The selector and the arguments.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the contract returned, also where it reverted.</returns>
    /// <exception cref="ContractException">The contract was not found, trapped, or ran out of gas.</exception>
    ValueTask<ContractOutput> CallAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ContractCallOptions options, CancellationToken cancellationToken);

    /// <summary>Calls a contract by a signed transaction. Sends once, whatever happens, and does not try the call before.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="input">The selector and the arguments.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; <see cref="ContractTransactionOptions.GasLimit"/> is set.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="PhatSdkException">The transaction was refused, or failed.</exception>
    ValueTask<ContractReceipt> SubmitAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ISigner signer, ContractTransactionOptions options, CancellationToken cancellationToken);
}
