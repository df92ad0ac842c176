using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>Reckons what a command costs within a cluster, and what is missing there.</summary>
/// <remarks>Balances in a cluster are not those on the chain: what is missing goes along with the command. Follows @phala/sdk, with what has to be left over added.</remarks>
internal sealed class ClusterFunds(ClusterInfo cluster, SystemContractClient system)
{
    /// <summary>Plancks that an estimate runs with, so that it does not fail of want: 10^9 PHA.</summary>
    public static readonly UInt128 EstimateDeposit = (UInt128)1_000_000_000 * 1_000_000_000_000;

    /// <summary>The most ref-time that a command may take; a worker reads more as this.</summary>
    public const ulong MaxTransactionGas = 2_500_000_000_000;

    // The existential deposit, and as much again that pallet-contracts leaves alone when it checks a deposit's limit.
    private const uint Leftover = 2;
    private const uint CodeInfoSize = 256;
    private const uint CodeItems = 2;

    public static ulong Clamp(Weight gasLimit) => Math.Min(gasLimit.RefTime, MaxTransactionGas);

    /// <summary>What <paramref name="account"/> lacks for a command: gas is paid ahead, and what is left comes back.</summary>
    public ValueTask<UInt128> ShortfallAsync(
        AccountId account, ulong gasLimit, UInt128 storageDeposit, UInt128 transfer, CancellationToken cancellationToken) =>
        ShortfallAsync(account, Sum(Product(cluster.GasPrice, gasLimit), storageDeposit, transfer), cancellationToken);

    /// <summary>What <paramref name="account"/> lacks to have code of a size held for it.</summary>
    public ValueTask<UInt128> ShortfallOfUploadAsync(AccountId account, int size, CancellationToken cancellationToken) =>
        ShortfallAsync(
            account,
            Sum(Product(cluster.DepositPerByte, (UInt128)size + CodeInfoSize), Product(cluster.DepositPerItem, CodeItems)),
            cancellationToken);

    // What is more than there can be is the most that can be said: the chain refuses it by name.
    private static UInt128 Product(UInt128 left, UInt128 right) => right != 0 && left > UInt128.MaxValue / right ? UInt128.MaxValue : left * right;

    private static UInt128 Sum(params ReadOnlySpan<UInt128> parts)
    {
        UInt128 sum = Leftover;
        foreach (UInt128 part in parts)
        {
            sum = part > UInt128.MaxValue - sum ? UInt128.MaxValue : sum + part;
        }

        return sum;
    }

    private async ValueTask<UInt128> ShortfallAsync(AccountId account, UInt128 required, CancellationToken cancellationToken)
    {
        UInt128 free = await system.FreeBalanceOfAsync(account, cancellationToken).ConfigureAwait(false);
        return required > free ? required - free : 0;
    }
}
