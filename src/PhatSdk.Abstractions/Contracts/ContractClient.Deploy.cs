using System.Security.Cryptography;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Contracts;

public abstract partial class ContractClient
{
    private const int SaltSize = 8;

    /// <summary>Deploys a contract after trying it, by a constructor that returns no error.</summary>
    /// <typeparam name="TContract">The contract's client.</typeparam>
    /// <typeparam name="TConstructor">The constructor.</typeparam>
    /// <param name="deployer">Where to.</param>
    /// <param name="code">The contract's code.</param>
    /// <param name="constructor">The constructor with its arguments.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="PhatSdkException">The constructor trapped or reverted, in which case nothing was sent; or the transaction was refused or failed.</exception>
    protected static async ValueTask<ContractDeployment<TContract>> DeployAsync<TContract, TConstructor>(
        IContractDeployer deployer,
        ContractCode code,
        TConstructor constructor,
        ISigner signer,
        ContractDeployOptions? options,
        CancellationToken cancellationToken)
        where TContract : IContractClient<TContract>
        where TConstructor : IContractConstructor<TConstructor, Unit>
    {
        (ContractOutput trial, _, ContractDeployment<TContract>? deployment) = await TryDeployAsync<TContract, TConstructor, Unit>(
            deployer, code, constructor, static _ => true, signer, options, cancellationToken).ConfigureAwait(false);
        return deployment ?? throw new ContractRevertedException(TConstructor.Label, trial.Data);
    }

    /// <summary>Deploys a contract after trying it, by a constructor that may return an error of the contract's.</summary>
    /// <typeparam name="TContract">The contract's client.</typeparam>
    /// <typeparam name="TConstructor">The constructor.</typeparam>
    /// <typeparam name="TError">The error.</typeparam>
    /// <param name="deployer">Where to.</param>
    /// <param name="code">The contract's code.</param>
    /// <param name="constructor">The constructor with its arguments.</param>
    /// <param name="signer">Who signs and pays.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent stays sent.</param>
    /// <returns>The contract; or the error that the constructor returned, in which case nothing was sent.</returns>
    /// <exception cref="PhatSdkException">The constructor trapped or reverted otherwise; or the transaction was refused or failed.</exception>
    protected static async ValueTask<Result<ContractDeployment<TContract>, TError>> DeployAsync<TContract, TConstructor, TError>(
        IContractDeployer deployer,
        ContractCode code,
        TConstructor constructor,
        ISigner signer,
        ContractDeployOptions? options,
        CancellationToken cancellationToken)
        where TContract : IContractClient<TContract>
        where TConstructor : IContractConstructor<TConstructor, Result<Unit, TError>>
    {
        (ContractOutput trial, Result<Unit, TError> returned, ContractDeployment<TContract>? deployment) =
            await TryDeployAsync<TContract, TConstructor, Result<Unit, TError>>(
                deployer, code, constructor, static value => value.IsOk, signer, options, cancellationToken).ConfigureAwait(false);
        return returned.IsError
            ? Result<ContractDeployment<TContract>, TError>.Err(returned.Error)
            : Result<ContractDeployment<TContract>, TError>.Ok(deployment ?? throw new ContractRevertedException(TConstructor.Label, trial.Data));
    }

    private static async ValueTask<(ContractOutput Trial, TReturn Returned, ContractDeployment<TContract>? Deployment)> TryDeployAsync<TContract, TConstructor, TReturn>(
        IContractDeployer deployer,
        ContractCode code,
        TConstructor constructor,
        Func<TReturn, bool> isOk,
        ISigner signer,
        ContractDeployOptions? options,
        CancellationToken cancellationToken)
        where TContract : IContractClient<TContract>
        where TConstructor : IContractConstructor<TConstructor, TReturn>
    {
        ArgumentNullException.ThrowIfNull(deployer);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(signer);
        options ??= ContractDeployOptions.Default;
        options = options with { Salt = options.Salt ?? RandomNumberGenerator.GetBytes(SaltSize) };
        byte[] input = EncodeConstructor<TConstructor, TReturn>(constructor);
        await deployer.PrepareAsync(code, signer, options, cancellationToken).ConfigureAwait(false);
        ContractOutput trial = await deployer.EstimateAsync(code, input, signer.AccountId, options, cancellationToken).ConfigureAwait(false);
        TReturn returned = DecodeConstructorReturn<TConstructor, TReturn>(trial);
        if (trial.IsReverted || !isOk(returned))
        {
            return (trial, returned, null);
        }

        options = options with
        {
            GasLimit = options.GasLimit ?? WithMargin(trial.GasRequired, options.GasMarginPercent),
            StorageDepositLimit = options.StorageDepositLimit ?? Charge(trial),
        };
        ContractDeployment made = await deployer.DeployAsync(code, input, signer, options, cancellationToken).ConfigureAwait(false);
        TContract client = TContract.Create(deployer.Invoker, made.Address);
        return (trial, returned, new ContractDeployment<TContract>(client, made.Address, made.Receipt));
    }

    // A constructor that cannot fail answers one byte more than its type says, so what follows the value is let be.
    private static TReturn DecodeConstructorReturn<TConstructor, TReturn>(ContractOutput output)
        where TConstructor : IContractConstructor<TConstructor, TReturn>
    {
        try
        {
            ScaleReader reader = new(output.Data.Span);
            return TConstructor.DecodeReturn(ref reader);
        }
        catch (ScaleException exception) when (output.IsReverted)
        {
            throw new ContractRevertedException(TConstructor.Label, output.Data, exception);
        }
    }

    private static byte[] EncodeConstructor<TConstructor, TReturn>(TConstructor constructor)
        where TConstructor : IContractConstructor<TConstructor, TReturn>
    {
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.Write(TConstructor.Selector);
            constructor.EncodeArguments(ref writer);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }
}
