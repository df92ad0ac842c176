using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>A cluster's system contract: drivers, administrators, balances.</summary>
/// <remarks>Follows Phala-Network/phala-blockchain, <c>crates/pink/pink/src/system.rs</c>.</remarks>
public sealed class SystemContractClient : ContractClient, IContractClient<SystemContractClient>
{
    private SystemContractClient(IContractInvoker invoker, AccountId address)
        : base(invoker, address)
    {
    }

    /// <inheritdoc/>
    public static SystemContractClient Create(IContractInvoker invoker, AccountId address) => new(invoker, address);

    /// <summary>Asks for the contract's version.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ContractException">The contract did not answer.</exception>
    public ValueTask<Version> GetVersionAsync(CancellationToken cancellationToken = default) =>
        CallAsync<SystemMessages.GetVersion, Version>(default, null, cancellationToken);

    /// <summary>Asks for the contract that does a certain work for the cluster.</summary>
    /// <param name="name">The work: <c>PinkLogger</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contract; null where there is none.</returns>
    /// <exception cref="ContractException">The contract did not answer.</exception>
    public ValueTask<AccountId?> GetDriverAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return CallAsync<SystemMessages.GetDriver, AccountId?>(new(name), null, cancellationToken);
    }

    /// <summary>Asks whether the cluster has a contract's code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it has.</returns>
    /// <exception cref="ContractException">The contract did not answer.</exception>
    public ValueTask<bool> CodeExistsAsync(CodeHash code, CancellationToken cancellationToken = default) =>
        CallAsync<SystemMessages.CodeExists, bool>(new(code), null, cancellationToken);

    /// <summary>Asks for a balance within the cluster, what is held or reserved included.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The balance, in plancks.</returns>
    /// <exception cref="ContractException">The contract did not answer.</exception>
    public ValueTask<UInt128> TotalBalanceOfAsync(AccountId account, CancellationToken cancellationToken = default) =>
        CallAsync<SystemMessages.TotalBalanceOf, UInt128>(new(account), null, cancellationToken);

    /// <summary>Asks for a balance within the cluster that can be spent.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The balance, in plancks.</returns>
    /// <exception cref="ContractException">The contract did not answer.</exception>
    public ValueTask<UInt128> FreeBalanceOfAsync(AccountId account, CancellationToken cancellationToken = default) =>
        CallAsync<SystemMessages.FreeBalanceOf, UInt128>(new(account), null, cancellationToken);

    /// <summary>Sets the contract that does a certain work for the cluster. For the cluster's owner and its administrators.</summary>
    /// <param name="name">The work: <c>PinkLogger</c>.</param>
    /// <param name="driver">The contract.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>The command, queued; or what the contract refused it with, and nothing was sent.</returns>
    /// <exception cref="PhatSdkException">The contract trapped, or the transaction was refused or failed.</exception>
    public ValueTask<ContractReceipt<Result<Unit, SystemContractError>>> SetDriverAsync(
        string name, AccountId driver, ISigner signer, ContractTransactionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return SubmitAsync<SystemMessages.SetDriver, Result<Unit, SystemContractError>>(new(name, driver), signer, options, cancellationToken);
    }

    /// <summary>Makes a contract an administrator. For the cluster's owner.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>The command, queued; or what the contract refused it with, and nothing was sent.</returns>
    /// <exception cref="PhatSdkException">The contract trapped, or the transaction was refused or failed.</exception>
    public ValueTask<ContractReceipt<Result<Unit, SystemContractError>>> GrantAdminAsync(
        AccountId contract, ISigner signer, ContractTransactionOptions? options = null, CancellationToken cancellationToken = default) =>
        SubmitAsync<SystemMessages.GrantAdmin, Result<Unit, SystemContractError>>(new(contract), signer, options, cancellationToken);
}
