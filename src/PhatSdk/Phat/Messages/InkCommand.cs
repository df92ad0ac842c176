using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>A call by transaction, as a worker applies it: <c>InkCommand::InkMessage</c> of <c>phala-types</c>, the only command there is.</summary>
public sealed record InkCommand : IScaleType<InkCommand>
{
    /// <summary>The most bytes that <see cref="Nonce"/> may have.</summary>
    public const int MaxNonceSize = 32;

    /// <summary>The fewest bytes that <see cref="Message"/> may have: a selector. A worker dies of fewer.</summary>
    public const int MinMessageSize = 4;

    private const byte InkMessageTag = 0;

    private readonly ReadOnlyMemory<byte> _nonce;

    /// <summary>What the command is known by in the cluster's log; at most <see cref="MaxNonceSize"/> bytes.</summary>
    /// <exception cref="ArgumentException">It is longer.</exception>
    public required ReadOnlyMemory<byte> Nonce
    {
        get => _nonce;
        init => _nonce = value.Length <= MaxNonceSize
            ? value
            : throw new ArgumentException($"a command's nonce has at most {MaxNonceSize} bytes, not {value.Length}", nameof(value));
    }

    /// <summary>The selector and the arguments.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>Plancks sent along, of the caller's balance in the cluster.</summary>
    public UInt128 Transfer { get; init; }

    /// <summary>The most ref-time that it may take, in picoseconds.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>The most plancks that may be held for storage; null for no limit.</summary>
    public UInt128? StorageDepositLimit { get; init; }

    /// <inheritdoc/>
    public static InkCommand Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte tag = reader.ReadByte();
        if (tag != InkMessageTag)
        {
            throw new ScaleException($"0x{tag:x2} is no InkCommand", start);
        }

        start = reader.Offset;
        ReadOnlySpan<byte> nonce = reader.ReadBytes();
        if (nonce.Length > MaxNonceSize)
        {
            throw new ScaleException($"a command's nonce of {nonce.Length} bytes, where {MaxNonceSize} are the most", start);
        }

        return new InkCommand
        {
            Nonce = nonce.ToArray(),
            Message = reader.ReadBytes().ToArray(),
            Transfer = reader.ReadUInt128(),
            GasLimit = reader.ReadUInt64(),
            StorageDepositLimit = reader.ReadOptionTag() ? reader.ReadUInt128() : null,
        };
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(InkMessageTag);
        writer.WriteBytes(Nonce.Span);
        writer.WriteBytes(Message.Span);
        writer.WriteUInt128(Transfer);
        writer.WriteUInt64(GasLimit);
        writer.WriteOptionTag(StorageDepositLimit.HasValue);
        if (StorageDepositLimit is UInt128 limit)
        {
            writer.WriteUInt128(limit);
        }
    }
}
