using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Reckons what a command costs within a cluster, and what is missing there.</summary>
/// <remarks>Balances in a cluster are not those on the chain: what is missing goes along with the command. Follows @phala/sdk, with the existential deposit added.</remarks>
internal sealed class ClusterFunds(ClusterInfo cluster, SystemContractClient system)
{
    /// <summary>Plancks that an estimate runs with, so that it does not fail of want: 10^9 PHA.</summary>
    public static readonly UInt128 EstimateDeposit = (UInt128)1_000_000_000 * 1_000_000_000_000;

    /// <summary>The most ref-time that a command may take; a worker reads more as this.</summary>
    public const ulong MaxTransactionGas = 2_500_000_000_000;

    private const uint ExistentialDeposit = 1;
    private const uint CodeInfoSize = 256;
    private const uint CodeItems = 2;

    public static ulong Clamp(Weight gasLimit) => Math.Min(gasLimit.RefTime, MaxTransactionGas);

    /// <summary>What <paramref name="account"/> lacks for a command: gas is paid ahead, and what is left comes back.</summary>
    public ValueTask<UInt128> ShortfallAsync(
        AccountId account, ulong gasLimit, UInt128 storageDeposit, UInt128 transfer, CancellationToken cancellationToken) =>
        ShortfallAsync(account, checked((cluster.GasPrice * gasLimit) + storageDeposit + transfer + ExistentialDeposit), cancellationToken);

    /// <summary>What <paramref name="account"/> lacks to have code of a size held for it.</summary>
    public ValueTask<UInt128> ShortfallOfUploadAsync(AccountId account, int size, CancellationToken cancellationToken) =>
        ShortfallAsync(
            account,
            checked((cluster.DepositPerByte * ((UInt128)size + CodeInfoSize)) + (cluster.DepositPerItem * CodeItems) + ExistentialDeposit),
            cancellationToken);

    private async ValueTask<UInt128> ShortfallAsync(AccountId account, UInt128 required, CancellationToken cancellationToken)
    {
        UInt128 free = await system.FreeBalanceOfAsync(account, cancellationToken).ConfigureAwait(false);
        return required > free ? required - free : 0;
    }
}
