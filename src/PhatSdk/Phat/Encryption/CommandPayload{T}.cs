using PhatSdk.Scale;

namespace PhatSdk.Phat.Encryption;

/// <summary>A command as the chain carries it, plain or sealed: <c>CommandPayload</c> of <c>phala-types</c>. One of <see cref="Plain"/> and <see cref="Encrypted"/>.</summary>
/// <typeparam name="T">The command.</typeparam>
public abstract record CommandPayload<T> : IScaleType<CommandPayload<T>>
    where T : IScaleType<T>
{
    private const byte PlainTag = 0;
    private const byte EncryptedTag = 1;

    private CommandPayload()
    {
    }

    /// <inheritdoc/>
    public static CommandPayload<T> Decode(ref ScaleReader reader)
    {
        int start = reader.Offset;
        byte tag = reader.ReadByte();
        return tag switch
        {
            PlainTag => new Plain(reader.Read<T>()),
            EncryptedTag => new Encrypted(reader.Read<EncryptedData>()),
            _ => throw new ScaleException($"0x{tag:x2} is no CommandPayload", start),
        };
    }

    /// <inheritdoc/>
    public abstract void Encode(ref ScaleWriter writer);

    /// <summary>A command that everybody can read.</summary>
    /// <param name="Command">The command.</param>
    public sealed record Plain(T Command) : CommandPayload<T>
    {
        /// <inheritdoc/>
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(PlainTag);
            writer.Write(Command);
        }
    }

    /// <summary>A command sealed to the contract's key.</summary>
    /// <param name="Data">The sealed command.</param>
    public sealed record Encrypted(EncryptedData Data) : CommandPayload<T>
    {
        /// <inheritdoc/>
        public override void Encode(ref ScaleWriter writer)
        {
            writer.WriteByte(EncryptedTag);
            writer.Write(Data);
        }
    }
}
