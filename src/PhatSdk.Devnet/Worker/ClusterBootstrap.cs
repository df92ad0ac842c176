using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Brings a fresh chain to a working cluster: system contract, keys, stake driver, logger. It takes four blocks.</summary>
internal sealed class ClusterBootstrap
{
    /// <summary>Ten thousand PHA, in plancks: what the cluster's owner takes along.</summary>
    private static readonly UInt128 OwnerDeposit = 10_000_000_000_000_000;

    private const ulong GasLimit = 1_000_000_000_000;
    private const uint RuntimeMajor = 1;
    private const uint RuntimeMinor = 2;
    private const ulong SigningLeadMs = 1000;

    private readonly DevnetChain _chain;
    private readonly DevnetWorker _worker;
    private readonly ChainAccount _owner;
    private readonly PhalaCalls _calls;
    private readonly ClusterBlueprint _blueprint;

    /// <param name="chain">The chain, whose genesis names the worker.</param>
    /// <param name="calls">Writes extrinsics for it.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="owner">Who owns the cluster, and may call as root.</param>
    public ClusterBootstrap(DevnetChain chain, ChainCalls calls, DevnetWorker worker, Keypair owner)
    {
        _chain = chain;
        _worker = worker;
        _owner = new ChainAccount(chain, calls, owner);
        _calls = new PhalaCalls(calls);
        _blueprint = new ClusterBlueprint(owner.AccountId);
    }

    /// <summary>Does it.</summary>
    /// <param name="endpoint">The address at which the worker answers, for the chain to know; null for none.</param>
    /// <param name="timeMs">The time, in milliseconds since the Unix epoch.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the cluster is made of.</returns>
    /// <exception cref="InvalidOperationException">The cluster does not come up.</exception>
    public async Task<ClusterBlueprint> RunAsync(string? endpoint, ulong timeMs, CancellationToken cancellationToken)
    {
        await _owner.SendAsync([_calls.BatchAll(Preparations(endpoint, timeMs))], cancellationToken).ConfigureAwait(false);
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        await _owner.SendAsync([_calls.BatchAll(Orders())], cancellationToken).ConfigureAwait(false);
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfIncomplete();
        return _blueprint;
    }

    private static byte[] Selector(uint selector) =>
        [(byte)(selector >> 24), (byte)(selector >> 16), (byte)(selector >> 8), (byte)selector];

    private List<RuntimeCall> Preparations(string? endpoint, ulong timeMs)
    {
        List<RuntimeCall> calls =
        [
            _calls.Sudo(_calls.SetSystemCode(_blueprint.SystemCode)),
            _calls.Sudo(_calls.SetRuntimeVersion(RuntimeMajor, RuntimeMinor)),
        ];
        if (endpoint is not null)
        {
            calls.Add(_calls.PublishEndpoint(_worker.Environment.Keys, endpoint, timeMs - SigningLeadMs));
        }

        return calls;
    }

    private List<RuntimeCall> Orders()
    {
        WorkerKeys keys = _worker.Environment.Keys;
        Hash256 cluster = ClusterBlueprint.FirstCluster;
        CodeHash driver = ClusterBlueprint.HashOf(_blueprint.DriverCode);
        byte[] constructor = Selector(0x9bae9d5e);
        return
        [
            _calls.Sudo(_calls.AddCluster(_blueprint.Owner, keys.Identity.AccountId, OwnerDeposit, price: 1, keys.Operator.AccountId)),
            _calls.UploadCode(cluster, _blueprint.DriverCode),
            _calls.Instantiate(cluster, driver, constructor, Encoding.UTF8.GetBytes(ClusterBlueprint.StakeDriver), GasLimit),
            _calls.Instantiate(cluster, driver, constructor, Encoding.UTF8.GetBytes(ClusterBlueprint.Logger), GasLimit),
            SetDriver(ClusterBlueprint.StakeDriver, _blueprint.StakeDriverContract),
            Order([.. Selector(0x67612061), .. _blueprint.StakeDriverContract.Span]), // System::grant_admin
            SetDriver(ClusterBlueprint.Logger, _blueprint.LoggerContract),
        ];
    }

    private RuntimeCall SetDriver(string name, AccountId contract) => Order(
    [
        .. Selector(0xaa1e2030), // System::set_driver
        .. ScaleCodec.Encode(name, static (ref writer, name) => writer.WriteString(name)),
        .. contract.Span,
    ]);

    private RuntimeCall Order(byte[] message) => _calls.Command(
        _blueprint.SystemContract,
        new InkCommand { Nonce = default, Message = message, GasLimit = GasLimit });

    // Blocks and the worker's answers to them, until neither has anything to say.
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        do
        {
            while (_chain.Pool.Counts.Ready > 0)
            {
                await _chain.SealIfReadyAsync(cancellationToken).ConfigureAwait(false);
            }

            await _worker.WaitForBlockAsync(_chain.Best.Number, cancellationToken).ConfigureAwait(false);
        }
        while (_chain.Pool.Counts.Ready > 0);
    }

    private void ThrowIfIncomplete()
    {
        ClusterSnapshot cluster = _worker.Current.Cluster
            ?? throw new InvalidOperationException("the devnet's cluster was not deployed; the worker's log says why");
        if (cluster.SystemContract != _blueprint.SystemContract || cluster.LogHandler != _blueprint.LoggerContract)
        {
            throw new InvalidOperationException("the devnet's cluster has no logger; the worker's log says why");
        }
    }
}
