using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Worker.Messages;

namespace PhatSdk.Devnet.Worker;

/// <summary>The processing of one block of the chain: what is known at present, and what the chain is to be told.</summary>
internal sealed class BlockRun
{
    private readonly List<OutgoingMessage> _outbox = [];

    /// <param name="number">The block's number.</param>
    /// <param name="timeMs">Its time, in milliseconds since the Unix epoch.</param>
    /// <param name="before">What was known before it.</param>
    /// <param name="cancellation">Ends the processing.</param>
    public BlockRun(uint number, ulong timeMs, WorkerSnapshot before, CancellationToken cancellation = default)
    {
        Cancellation = cancellation;
        Time = new ClusterTime(number, timeMs);
        Current = before;
    }

    /// <summary>The block's number and time.</summary>
    public ClusterTime Time { get; }

    /// <summary>Ends the processing.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What is known at present.</summary>
    public WorkerSnapshot Current { get; set; }

    /// <summary>What the chain is to be told, in order.</summary>
    public IReadOnlyList<OutgoingMessage> Outbox => _outbox;

    /// <summary>Tells the chain something.</summary>
    public void Send(MessageOrigin sender, string topic, byte[] payload, Crypto.Keypair signer) =>
        _outbox.Add(new OutgoingMessage(QueueMessage.Create(sender, topic, payload), signer));
}
