using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Contracts;

/// <summary>How contracts are deployed, in bytes: to a chain, to a Phat cluster, or to a fake in a test.</summary>
public interface IContractDeployer
{
    /// <summary>How the deployed contracts are reached.</summary>
    IContractInvoker Invoker { get; }

    /// <summary>Brings the code to where a deployment can be tried. By default nothing is to be done: a chain tries code that it does not have.</summary>
    /// <param name="code">The contract's code.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>A task that ends when the deployment can be tried.</returns>
    /// <exception cref="PhatSdkException">A transaction was refused, or failed.</exception>
    ValueTask PrepareAsync(ContractCode code, ISigner signer, ContractDeployOptions options, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    /// <summary>Tries a deployment; nothing is changed.</summary>
    /// <param name="code">The contract's code.</param>
    /// <param name="input">The constructor's selector and arguments.</param>
    /// <param name="origin">Who would deploy.</param>
    /// <param name="options">How; <see cref="ContractDeployOptions.Salt"/> is set.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the constructor returned, also where it reverted.</returns>
    /// <exception cref="ContractException">The constructor trapped or ran out of gas.</exception>
    ValueTask<ContractOutput> EstimateAsync(
        ContractCode code, ReadOnlyMemory<byte> input, AccountId origin, ContractDeployOptions options, CancellationToken cancellationToken);

    /// <summary>Deploys a contract: its code where the chain does not have it, then the contract. Returns when it can be called.</summary>
    /// <param name="code">The contract's code.</param>
    /// <param name="input">The constructor's selector and arguments.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; <see cref="ContractDeployOptions.Salt"/> and <see cref="ContractDeployOptions.GasLimit"/> are set.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="PhatSdkException">A transaction was refused, or failed.</exception>
    ValueTask<ContractDeployment> DeployAsync(
        ContractCode code, ReadOnlyMemory<byte> input, ISigner signer, ContractDeployOptions options, CancellationToken cancellationToken);
}
