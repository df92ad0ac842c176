using PhatSdk.Scale;

namespace PhatSdk.Phat.Messages;

/// <summary>Why the contract runtime of a cluster ended an execution: <c>DispatchError</c> of <c>sp-runtime</c>.</summary>
/// <param name="Kind">The variant's number.</param>
/// <param name="Detail">The number within the variant, for <see cref="Token"/>, <see cref="Arithmetic"/> and such; the error's number for <see cref="Module"/>.</param>
/// <param name="ModuleIndex">The pallet, for <see cref="Module"/>.</param>
public readonly record struct PinkDispatchError(byte Kind, byte Detail, byte ModuleIndex) : IScaleType<PinkDispatchError>
{
    /// <summary>The kind of an error that a pallet names.</summary>
    public const byte Module = 3;

    /// <summary>The kind of an error about money.</summary>
    public const byte Token = 7;

    /// <summary>The kind of an error in a computation.</summary>
    public const byte Arithmetic = 8;

    /// <summary>The kind of an error of the state's transactions.</summary>
    public const byte Transactional = 9;

    private const byte Trie = 14;
    private const int ModuleErrorSize = 4;

    /// <inheritdoc/>
    public static PinkDispatchError Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte kind = reader.ReadByte();
        switch (kind)
        {
            case Module:
                byte module = reader.ReadByte();
                return new PinkDispatchError(kind, reader.ReadRaw(ModuleErrorSize)[0], module);
            case Token or Arithmetic or Transactional or Trie:
                return new PinkDispatchError(kind, reader.ReadByte(), 0);
            case < Trie:
                return new PinkDispatchError(kind, 0, 0);
            default:
                throw new ScaleException($"0x{kind:x2} is no DispatchError", start);
        }
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(Kind);
        switch (Kind)
        {
            case Module:
                writer.WriteByte(ModuleIndex);
                writer.WriteRaw([Detail, 0, 0, 0]);
                break;
            case Token or Arithmetic or Transactional or Trie:
                writer.WriteByte(Detail);
                break;
            default:
                break;
        }
    }
}
