using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Does what the chain orders: uploads, deposits, new contracts, commands to contracts; and what contracts want done when a block ends. One after the other.</summary>
internal sealed partial class CommandHandler
{
    private const int SelectorSize = 4;
    private const byte ErrorLevel = 1;
    private const byte InformationLevel = 3;

    private readonly EffectHandler _effects;
    private readonly ILogger _logger;

    public CommandHandler(EffectHandler effects, ILogger logger)
    {
        _effects = effects;
        _logger = logger;
    }

    /// <summary>Does an operation on the cluster.</summary>
    public void HandleOperation(BlockRun block, ClusterOperation operation, ReadOnlySpan<byte> worker)
    {
        if (block.Current.Cluster is not ClusterSnapshot cluster || operation.Cluster != cluster.Cluster.Id)
        {
            return;
        }

        switch (operation)
        {
            case ClusterOperation.Upload upload:
                Upload(block, cluster, upload);
                break;
            case ClusterOperation.Deposit deposit:
                Deposit(block, cluster, deposit);
                break;
            case ClusterOperation.RemoveWorker removal when !removal.Worker.Span.SequenceEqual(worker):
                break;
            case ClusterOperation.RemoveWorker or ClusterOperation.Destroy:
                block.Current = block.Current with { Cluster = null };
                break;
        }
    }

    /// <summary>Creates a contract.</summary>
    public void HandleInstantiation(BlockRun block, InstantiateCode order)
    {
        if (block.Current.Cluster is not ClusterSnapshot cluster || order.Cluster != cluster.Cluster.Id)
        {
            return;
        }

        CallArguments arguments = new(order.Deployer, order.Transfer, order.GasLimit, GasFree: false, order.StorageDepositLimit, Deposit: 0);
        ContractCall call = new ContractCall.Creation(ExecutionMode.Transaction, arguments, order.Code, order.Input, order.Salt);
        Execute(block, cluster, call, order.Salt);
    }

    /// <summary>Runs a command.</summary>
    public void HandleCommand(BlockRun block, AccountId contract, MessageOrigin sender, ReadOnlySpan<byte> payload)
    {
        if (block.Current.Cluster is not ClusterSnapshot cluster || !cluster.Contracts.ContainsKey(contract))
        {
            LogUnknownContract(contract);
            return;
        }

        AccountId origin;
        switch (sender.Kind)
        {
            case MessageOriginKind.Account:
                origin = new AccountId(sender.Id.Span);
                break;
            case MessageOriginKind.Pallet:
                origin = cluster.SystemContract;
                break;
            default:
                LogBadOrigin(contract, sender.Kind);
                return;
        }

        if (Open(cluster, contract, payload) is not InkCommand command)
        {
            return;
        }

        if (command.Message.Length < SelectorSize)
        {
            LogNoSelector(contract, command.Message.Length);
            return;
        }

        bool isFree = sender.Kind == MessageOriginKind.Pallet;
        CallArguments arguments = new(origin, command.Transfer, command.GasLimit, isFree, command.StorageDepositLimit, Deposit: 0);
        ContractCall call = new ContractCall.Message(ExecutionMode.Transaction, arguments, contract, command.Message);
        ReadOnlyMemory<byte> result = Execute(block, cluster, call, command.Nonce);
        if (cluster.LogHandler is not null)
        {
            byte[] output = [.. result.Span, .. command.Message.Span[..SelectorSize]];
            cluster.Cluster.Log.Add(new LogRecord.MessageOutput(block.Time.BlockNumber, contract, origin, command.Nonce, output));
        }
    }

    /// <summary>Calls what contracts want called when a block ends, and divides the cache anew where weights have changed.</summary>
    /// <param name="block">The block, all its messages done.</param>
    /// <param name="before">The cluster before the block; null where there was none.</param>
    public void EndBlock(BlockRun block, ClusterSnapshot? before)
    {
        if (block.Current.Cluster is not ClusterSnapshot first)
        {
            return;
        }

        foreach (HostedContract contract in first.Contracts.Values)
        {
            if (contract.BlockEnd is BlockEndHook hook && block.Current.Cluster is ClusterSnapshot cluster)
            {
                byte[] selector = new byte[SelectorSize];
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(selector, hook.Selector);
                CallArguments arguments = new(contract.Id, 0, hook.GasLimit, GasFree: false, StorageDepositLimit: null, Deposit: 0);
                try
                {
                    Execute(block, cluster, new ContractCall.Message(ExecutionMode.Transaction, arguments, contract.Id, selector), nonce: null);
                }
                catch (RuntimeTrapException exception)
                {
                    // The others' turns come all the same.
                    LogHookTrapped(exception, contract.Id, block.Time.BlockNumber);
                }
            }
        }

        if (block.Current.Cluster is ClusterSnapshot last && !ReferenceEquals(last.Contracts, before?.Contracts))
        {
            last.Cluster.Cache.SetWeights([.. last.Contracts.Values.Select(static contract => (contract.Id, contract.Weight))]);
        }
    }

    private ReadOnlyMemory<byte> Execute(BlockRun block, ClusterSnapshot cluster, ContractCall call, ReadOnlyMemory<byte>? nonce)
    {
        ClusterResult<ClusterOutcome> result = cluster.Cluster.Executor.Execute(
            cluster, block.Time, block.Current.SystemCode, call, TimeSpan.Zero, block.Cancellation);
        EventCause cause = new(nonce, cluster.Cluster.Executor.EntryOf(call), call.Arguments.Origin);
        _effects.Apply(block, cluster with { State = result.State }, result.Value.Effects, cause);
        return result.Value.Result;
    }

    private InkCommand? Open(ClusterSnapshot cluster, AccountId contract, ReadOnlySpan<byte> payload)
    {
        // Bytes after a command are no fault, as where SCALE is decoded from a stream.
        ScaleReader reader = new(payload);
        switch (reader.Read<CommandPayload<InkCommand>>())
        {
            case CommandPayload<InkCommand>.Plain plain:
                return plain.Command;
            case CommandPayload<InkCommand>.Encrypted encrypted:
                using (Keypair key = cluster.Cluster.Keys.DeriveContractKey(contract))
                {
                    try
                    {
                        using SecretChannel channel = new(key, encrypted.Data.PublicKey.Span);
                        ScaleReader inner = new(channel.Open(encrypted.Data));
                        return inner.Read<InkCommand>();
                    }
                    catch (CryptographicException exception)
                    {
                        LogUnopened(exception, contract);
                        return null;
                    }
                }

            default:
                return null;
        }
    }

    private void Deposit(BlockRun block, ClusterSnapshot cluster, ClusterOperation.Deposit deposit)
    {
        ClusterResult<Result<Unit, string>> result = cluster.Cluster.Executor.Deposit(cluster, block.Time, deposit.Account, deposit.Amount);
        if (result.Value.TryGetValue(out _, out string? error))
        {
            block.Current = block.Current with { Cluster = cluster with { State = result.State } };
        }
        else
        {
            LogNoDeposit(deposit.Account, deposit.Amount, error);
        }
    }

    private static void Upload(BlockRun block, ClusterSnapshot cluster, ClusterOperation.Upload upload)
    {
        ClusterResult<Result<CodeHash, string>> result = cluster.Cluster.Executor.Upload(
            cluster, block.Time, upload.Origin, KindOf(upload.Resource), upload.Data);
        if (result.Value.TryGetValue(out CodeHash hash, out string? error))
        {
            block.Current = block.Current with { Cluster = cluster with { State = result.State } };
            Say(block, cluster, InformationLevel, $"Resource uploaded to cluster, by {upload.Origin}, type={upload.Resource}, hash={hash}");
        }
        else
        {
            Say(block, cluster, ErrorLevel, $"Failed to upload resource to cluster, by {upload.Origin}, type={upload.Resource}, err={error}");
        }
    }

    private static CodeKind KindOf(ResourceType resource) => resource switch
    {
        ResourceType.SidevmCode => CodeKind.Sidevm,
        ResourceType.IndeterministicInkCode => CodeKind.IndeterministicInk,
        _ => CodeKind.Ink,
    };

    private static void Say(BlockRun block, ClusterSnapshot cluster, byte level, string message)
    {
        if (cluster.LogHandler is not null)
        {
            cluster.Cluster.Log.Add(new LogRecord.Said(
                block.Time.BlockNumber, cluster.SystemContract, cluster.SystemContract, "transaction", block.Time.NowMs, level, message));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "a command is for {Contract}, which is no contract of the cluster")]
    private partial void LogUnknownContract(AccountId contract);

    [LoggerMessage(Level = LogLevel.Error, Message = "a command to {Contract} comes from a {Kind}, which may send none")]
    private partial void LogBadOrigin(AccountId contract, MessageOriginKind kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "a command to {Contract} has {Size} bytes, fewer than a selector")]
    private partial void LogNoSelector(AccountId contract, int size);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Account} does not get its {Amount} plancks: {Error}")]
    private partial void LogNoDeposit(AccountId account, UInt128 amount, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "the contract runtime failed at what {Contract} wants done at the end of block {Block}")]
    private partial void LogHookTrapped(RuntimeTrapException exception, AccountId contract, uint block);

    [LoggerMessage(Level = LogLevel.Error, Message = "a command to {Contract} cannot be opened by its key")]
    private partial void LogUnopened(CryptographicException exception, AccountId contract);
}
