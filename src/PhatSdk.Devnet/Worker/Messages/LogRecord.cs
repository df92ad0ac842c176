using System.Text.Json;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Messages;

/// <summary>A record of the log server. Its JSON is that of Phala's <c>PinkLogger</c>.</summary>
/// <param name="AtBlock">The block that it belongs to; null for what belongs to none.</param>
/// <param name="OfContract">The contract that it is of; null for what is of none.</param>
/// <param name="OfEntry">The contract that was called from outside; null for what is of none.</param>
internal abstract record LogRecord(uint? AtBlock, AccountId? OfContract, AccountId? OfEntry)
{
    private const int FixedSize = 128;

    /// <summary>About how much room the record takes, in bytes.</summary>
    public int Size => FixedSize + PayloadSize;

    private protected abstract int PayloadSize { get; }

    /// <summary>Writes the record's fields after its sequence number.</summary>
    public abstract void Write(Utf8JsonWriter json);

    /// <summary>What a contract says, or the worker says of it.</summary>
    /// <param name="BlockNumber">The block.</param>
    /// <param name="Contract">Who says it.</param>
    /// <param name="Entry">The contract that was called from outside.</param>
    /// <param name="Mode">How the contract ran: <c>query</c>, <c>estimating</c> or <c>transaction</c>.</param>
    /// <param name="TimestampMs">The worker's time, in milliseconds since the Unix epoch.</param>
    /// <param name="Level">From 1, an error, to 5.</param>
    /// <param name="Message">What.</param>
    internal sealed record Said(uint BlockNumber, AccountId Contract, AccountId Entry, string Mode, ulong TimestampMs, byte Level, string Message)
        : LogRecord(BlockNumber, Contract, Entry)
    {
        private protected override int PayloadSize => System.Text.Encoding.UTF8.GetByteCount(Message);

        public override void Write(Utf8JsonWriter json)
        {
            json.WriteString("type"u8, "Log"u8);
            json.WriteNumber("blockNumber"u8, BlockNumber);
            json.WriteString("contract"u8, Contract.ToString());
            json.WriteString("entry"u8, Entry.ToString());
            json.WriteString("execMode"u8, Mode);
            json.WriteNumber("timestamp"u8, TimestampMs);
            json.WriteNumber("level"u8, Level);
            json.WriteString("message"u8, Message);
        }
    }

    /// <summary>A contract's event.</summary>
    internal sealed record Emitted(uint BlockNumber, AccountId Contract, IReadOnlyList<Hash256> Topics, ReadOnlyMemory<byte> Payload)
        : LogRecord(BlockNumber, Contract, Contract)
    {
        private protected override int PayloadSize => (Topics.Count * 2 * Hash256.Size) + (2 * Payload.Length);

        public override void Write(Utf8JsonWriter json)
        {
            json.WriteString("type"u8, "Event"u8);
            json.WriteNumber("blockNumber"u8, BlockNumber);
            json.WriteString("contract"u8, Contract.ToString());
            json.WriteStartArray("topics"u8);
            foreach (Hash256 topic in Topics)
            {
                json.WriteStringValue(topic.ToString());
            }

            json.WriteEndArray();
            json.WriteString("payload"u8, Hex.Format(Payload.Span));
        }
    }

    /// <summary>The outcome of a command.</summary>
    /// <param name="BlockNumber">The block.</param>
    /// <param name="Contract">Which was called.</param>
    /// <param name="Origin">By whom.</param>
    /// <param name="Nonce">The command's nonce.</param>
    /// <param name="Output">A <c>ContractExecResult</c>, then the message's selector.</param>
    internal sealed record MessageOutput(uint BlockNumber, AccountId Contract, AccountId Origin, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Output)
        : LogRecord(BlockNumber, Contract, Contract)
    {
        private protected override int PayloadSize => 2 * (Nonce.Length + Output.Length);

        public override void Write(Utf8JsonWriter json)
        {
            json.WriteString("type"u8, "MessageOutput"u8);
            json.WriteNumber("blockNumber"u8, BlockNumber);
            json.WriteString("origin"u8, Origin.ToString());
            json.WriteString("contract"u8, Contract.ToString());
            json.WriteString("nonce"u8, Hex.Format(Nonce.Span));
            json.WriteString("output"u8, Hex.Format(Output.Span));
        }
    }

    /// <summary>A query came in.</summary>
    /// <param name="User">Who asked, hidden: eight bytes.</param>
    internal sealed record QueryIn(ulong User) : LogRecord(null, null, null)
    {
        private protected override int PayloadSize => 2 * sizeof(ulong);

        public override void Write(Utf8JsonWriter json)
        {
            Span<byte> user = stackalloc byte[sizeof(ulong)];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(user, User);
            json.WriteString("type"u8, "QueryIn"u8);
            json.WriteString("user"u8, Hex.Format(user));
        }
    }

    /// <summary>Stands for a record larger than the whole buffer.</summary>
    internal sealed record TooLarge() : LogRecord(null, null, null)
    {
        private protected override int PayloadSize => 0;

        public override void Write(Utf8JsonWriter json) => json.WriteString("type"u8, "TooLarge"u8);
    }
}
