using System.Collections.Immutable;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Worker;

/// <summary>Signs what goes to the chain, each sender's messages numbered from where the chain stands.</summary>
internal sealed class MessageSigner
{
    private ImmutableDictionary<MessageOrigin, ulong> _nextSequences = ImmutableDictionary<MessageOrigin, ulong>.Empty;

    /// <summary>The number of each sender's next message, as far as they are known here.</summary>
    public ImmutableDictionary<MessageOrigin, ulong> Sequences => _nextSequences;

    /// <summary>Signs a message: <c>SignedMessage</c> of <c>phala-mq</c>, the argument of <c>PhalaMq.sync_offchain_message</c>.</summary>
    /// <param name="outgoing">The message.</param>
    /// <param name="state">The chain's newest state, which knows the number of a sender that has not been heard here.</param>
    public byte[] Sign(OutgoingMessage outgoing, StateView state)
    {
        MessageOrigin sender = outgoing.Message.Sender;
        if (!_nextSequences.TryGetValue(sender, out ulong sequence))
        {
            sequence = ChainStorage.NextSequence(state, sender);
        }

        byte[] signature = outgoing.Signer.Sign(outgoing.Message.ToSignedBytes(sequence));
        _nextSequences = _nextSequences.SetItem(sender, sequence + 1);
        return ScaleCodec.Encode(
            (outgoing.Message, Sequence: sequence, Signature: signature),
            static (ref writer, signed) =>
            {
                writer.Write(signed.Message);
                writer.WriteUInt64(signed.Sequence);
                writer.WriteBytes(signed.Signature);
            });
    }

    /// <summary>Forgets all numbers, as messages did not reach the chain.</summary>
    public void Reset() => _nextSequences = ImmutableDictionary<MessageOrigin, ulong>.Empty;

    /// <summary>Knows again what it knew.</summary>
    public void Restore(ImmutableDictionary<MessageOrigin, ulong> sequences) => _nextSequences = sequences;
}
