using Microsoft.Extensions.Logging;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Takes the messages of each block, one by one and in order, to those who do what they say.</summary>
internal sealed partial class MessageInbox
{
    private readonly GatekeeperHandler _gatekeeper;
    private readonly CommandHandler _commands;
    private readonly ReadOnlyMemory<byte> _worker;
    private readonly ILogger _logger;

    /// <param name="gatekeeper">Makes keys and deploys clusters.</param>
    /// <param name="commands">Does what the chain orders.</param>
    /// <param name="worker">The worker's public key.</param>
    /// <param name="logger">Told of messages that cannot be followed.</param>
    public MessageInbox(GatekeeperHandler gatekeeper, CommandHandler commands, ReadOnlyMemory<byte> worker, ILogger logger)
    {
        _gatekeeper = gatekeeper;
        _commands = commands;
        _worker = worker;
        _logger = logger;
    }

    /// <summary>Processes a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="state">The chain's state after it.</param>
    public void Process(BlockRun block, StateView state)
    {
        ClusterSnapshot? before = block.Current.Cluster;
        block.Current = block.Current with { SystemCode = ChainStorage.SystemCode(state) };
        foreach (QueueMessage message in ChainStorage.OutboundMessages(state))
        {
            try
            {
                Process(block, message);
            }
            catch (ScaleException exception)
            {
                LogUnreadable(exception, message.TopicText, block.Time.BlockNumber);
            }
            catch (RuntimeTrapException exception)
            {
                LogTrapped(exception, message.TopicText, block.Time.BlockNumber);
            }
        }

        _commands.EndBlock(block, before);
        block.Current = block.Current with { NextBlock = block.Time.BlockNumber + 1, TimeMs = block.Time.NowMs };
    }

    private void Process(BlockRun block, QueueMessage message)
    {
        ReadOnlySpan<byte> topic = message.Destination.Span;
        ReadOnlySpan<byte> payload = message.Payload.Span;
        if (QueueTopic.IsCommand(topic, out AccountId contract))
        {
            _commands.HandleCommand(block, contract, message.Sender, payload);
            return;
        }

        // Anyone may push a message to any topic, but the chain's own topics are its pallets'.
        if (message.Sender.Kind != MessageOriginKind.Pallet)
        {
            LogIgnored(message.Sender.Kind, message.TopicText);
        }
        else if (topic.SequenceEqual(QueueTopic.SystemEvent))
        {
            _gatekeeper.HandleSystemEvent(block, payload);
        }
        else if (topic.SequenceEqual(QueueTopic.GatekeeperLaunch))
        {
            _gatekeeper.HandleLaunch(block, payload);
        }
        else if (topic.SequenceEqual(QueueTopic.ClusterEvent))
        {
            _gatekeeper.HandleDeployment(block, ScaleCodec.Decode<DeployCluster>(payload));
        }
        else if (topic.SequenceEqual(QueueTopic.ClusterOperation))
        {
            _commands.HandleOperation(block, ScaleCodec.Decode<ClusterOperation>(payload), _worker.Span);
        }
        else if (topic.SequenceEqual(QueueTopic.ContractOperation))
        {
            _commands.HandleInstantiation(block, ScaleCodec.Decode<InstantiateCode>(payload));
        }
        else
        {
            LogIgnored(message.Sender.Kind, message.TopicText);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "a message from a {Sender} on {Topic} is of no concern")]
    private partial void LogIgnored(MessageOriginKind sender, string topic);

    [LoggerMessage(Level = LogLevel.Error, Message = "a message on {Topic} in block {Block} cannot be read")]
    private partial void LogUnreadable(ScaleException exception, string topic, uint block);

    [LoggerMessage(Level = LogLevel.Error, Message = "the contract runtime failed at {Topic} in block {Block}")]
    private partial void LogTrapped(RuntimeTrapException exception, string topic, uint block);
}
