using Microsoft.Extensions.Logging;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Does what contracts ask for by what they leave behind: new contracts, events, and events meant for the worker.</summary>
internal sealed partial class EffectHandler
{
    private static readonly (uint Major, uint Minor) RuntimeVersion = (1, 2);

    private readonly ILogger _logger;

    public EffectHandler(ILogger logger) => _logger = logger;

    /// <summary>Does what a transaction asks for.</summary>
    /// <param name="block">The block, with the state after the transaction.</param>
    /// <param name="cluster">The cluster with that state.</param>
    /// <param name="effects">What the transaction left behind, in order.</param>
    /// <param name="cause">The transaction: its nonce and who made it, for the chain of events.</param>
    public void Apply(BlockRun block, ClusterSnapshot cluster, IReadOnlyList<ClusterEffect> effects, EventCause cause)
    {
        ClusterSnapshot current = cluster;
        foreach (InstantiatedEffect created in effects.OfType<InstantiatedEffect>())
        {
            current = Install(block, current, created);
        }

        List<ClusterEffect> chained = [];
        foreach (ClusterEffect effect in effects)
        {
            switch (effect)
            {
                case PinkEffect pink when TryDecode(pink, out PinkEvent? message):
                    current = Obey(current, pink.Contract, message);
                    if (!message.IsPrivate)
                    {
                        chained.Add(effect);
                    }

                    break;
                case EmittedEffect emitted:
                    LogEvent(block, current, emitted);
                    chained.Add(effect);
                    break;
            }
        }

        if (chained.Count > 0)
        {
            current = current with { EventChain = EventChain.Append(current.EventChain, RuntimeVersion, cause.Encode(block.Time.BlockNumber, chained)) };
        }

        block.Current = block.Current with { Cluster = current };
    }

    /// <summary>Does what a query may ask for: changes of the cache. There are no programs beside contracts to which the other events could go.</summary>
    public void ApplyOfQuery(ClusterSnapshot cluster, IReadOnlyList<ClusterEffect> effects)
    {
        foreach (PinkEffect pink in effects.OfType<PinkEffect>())
        {
            if (TryDecode(pink, out PinkEvent? message) && message.IsAllowedInQuery && message is PinkEvent.ChangeCache change)
            {
                cluster.Cluster.Cache.Apply(pink.Contract, change.Operation);
            }
        }
    }

    private static ClusterSnapshot Install(BlockRun block, ClusterSnapshot cluster, InstantiatedEffect created)
    {
        using Keypair key = cluster.Cluster.Keys.DeriveContractKey(created.Contract);
        block.Send(
            MessageOrigin.Cluster(cluster.Cluster.Id),
            QueueTopic.ContractRegistryEvent,
            QueuePayload.ContractKey(created.Contract, key.PublicKey.Span, created.Deployer),
            cluster.Cluster.Keys.Cluster);
        return cluster with { Contracts = cluster.Contracts.SetItem(created.Contract, new HostedContract(created.Contract)) };
    }

    private static void LogEvent(BlockRun block, ClusterSnapshot cluster, EmittedEffect emitted)
    {
        if (cluster.LogHandler is not null)
        {
            cluster.Cluster.Log.Add(new LogRecord.Emitted(block.Time.BlockNumber, emitted.Contract, [.. emitted.Topics], emitted.Data));
        }
    }

    private ClusterSnapshot Obey(ClusterSnapshot cluster, AccountId contract, PinkEvent message)
    {
        if (message.IsSystemOnly && contract != cluster.SystemContract)
        {
            LogNotPermitted(contract, message.Name);
            return cluster;
        }

        switch (message)
        {
            case PinkEvent.ChangeCache change:
                cluster.Cluster.Cache.Apply(contract, change.Operation);
                return cluster;
            case PinkEvent.SetHook hook:
                return Change(cluster, hook.Contract, message, old => old with { BlockEnd = new BlockEndHook(hook.Selector, hook.GasLimit) });
            case PinkEvent.SetContractWeight weight:
                return Change(cluster, weight.Contract, message, old => old with { Weight = weight.Weight });
            case PinkEvent.SetLogHandler handler:
                return cluster with { LogHandler = handler.Contract };
            case PinkEvent.SetJsRuntime runtime:
                return cluster with { JsRuntime = runtime.CodeHash };
            case PinkEvent.UpgradeRuntime upgrade:
                LogUpgradeIgnored(upgrade.Major, upgrade.Minor, RuntimeVersion.Major, RuntimeVersion.Minor);
                return cluster;
            default:
                LogNoSidevm(contract, message.Name);
                return cluster;
        }
    }

    private ClusterSnapshot Change(ClusterSnapshot cluster, AccountId target, PinkEvent message, Func<HostedContract, HostedContract> change)
    {
        if (!cluster.Contracts.TryGetValue(target, out HostedContract? contract))
        {
            LogUnknownContract(target, message.Name);
            return cluster;
        }

        return cluster with { Contracts = cluster.Contracts.SetItem(target, change(contract)) };
    }

    private bool TryDecode(PinkEffect effect, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PinkEvent? message)
    {
        try
        {
            message = ScaleCodec.Decode(effect.Event.Span, PinkEvent.Decode);
            return true;
        }
        catch (ScaleException exception)
        {
            LogUnreadable(exception, effect.Contract);
            message = null;
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Contract} may not emit {Event}: only the system contract may")]
    private partial void LogNotPermitted(AccountId contract, string @event);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Event} names {Contract}, which is no contract of the cluster")]
    private partial void LogUnknownContract(AccountId contract, string @event);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Contract} emits {Event}, but nothing runs beside contracts here")]
    private partial void LogNoSidevm(AccountId contract, string @event);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the contract runtime stays as it is: {Major}.{Minor} was asked for, {CurrentMajor}.{CurrentMinor} is the newest")]
    private partial void LogUpgradeIgnored(uint major, uint minor, uint currentMajor, uint currentMinor);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Contract} emits what is no pink event")]
    private partial void LogUnreadable(ScaleException exception, AccountId contract);
}
