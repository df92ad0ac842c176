using System.Text;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Wasm.Host;

/// <summary>How a worker answers a call of the Pink extension: <c>Answer</c> of the cluster runtime.</summary>
internal sealed class PinkAnswer : IScaleType<PinkAnswer>
{
    private readonly byte _kind;
    private readonly uint _status;
    private readonly ReadOnlyMemory<byte> _bytes;

    private PinkAnswer(byte kind, uint status, ReadOnlyMemory<byte> bytes)
    {
        _kind = kind;
        _status = status;
        _bytes = bytes;
    }

    /// <summary>There is no such function.</summary>
    internal static PinkAnswer Unknown { get; } = new(1, 0, default);

    /// <summary>The call is done.</summary>
    /// <param name="status">The status that the contract sees; 0 where all is well.</param>
    /// <param name="output">The bytes for the contract's output buffer.</param>
    internal static PinkAnswer Done(uint status, ReadOnlyMemory<byte> output) => new(0, status, output);

    /// <summary>The contract traps.</summary>
    internal static PinkAnswer Trap(string reason) => new(2, 0, Encoding.UTF8.GetBytes(reason));

    /// <inheritdoc/>
    public static PinkAnswer Decode(ref ScaleReader reader)
    {
        byte kind = reader.ReadByte();
        uint status = kind == 0 ? reader.ReadUInt32() : 0;
        return kind switch
        {
            0 or 2 => new PinkAnswer(kind, status, reader.ReadBytes().ToArray()),
            1 => Unknown,
            _ => throw new ScaleException($"0x{kind:x2} is no answer of a Pink host", reader.Offset - 1),
        };
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(_kind);
        if (_kind == 0)
        {
            writer.WriteUInt32(_status);
        }

        if (_kind != 1)
        {
            writer.WriteBytes(_bytes.Span);
        }
    }
}
