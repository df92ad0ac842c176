using PhatSdk.Scale;

namespace PhatSdk.Primitives;

/// <summary>How an extrinsic names an account: <c>sp_runtime::MultiAddress</c>.</summary>
public readonly record struct MultiAddress : IScaleType<MultiAddress>
{
    private const byte IdTag = 0;
    private const byte IndexTag = 1;
    private const byte RawTag = 2;
    private const byte Address32Tag = 3;
    private const byte Address20Tag = 4;

    private readonly byte _tag;
    private readonly AccountId _id;
    private readonly uint _index;
    private readonly ReadOnlyMemory<byte> _raw;

    /// <summary>Names an account by its id.</summary>
    /// <param name="id">The account.</param>
    public MultiAddress(AccountId id)
    {
        _tag = IdTag;
        _id = id;
    }

    private MultiAddress(byte tag, AccountId id = default, uint index = 0, ReadOnlyMemory<byte> raw = default)
    {
        _tag = tag;
        _id = id;
        _index = index;
        _raw = raw;
    }

    /// <summary>The account, where the address names one by its id or its 32 bytes.</summary>
    public AccountId? AccountId => _tag is IdTag or Address32Tag ? _id : null;

    /// <summary>The index, where the address is one.</summary>
    public uint? Index => _tag == IndexTag ? _index : null;

    /// <summary>Names an account by its id.</summary>
    /// <param name="id">The account.</param>
    public static implicit operator MultiAddress(AccountId id) => new(id);

    /// <summary>Names an account by its id.</summary>
    /// <param name="id">The account.</param>
    /// <returns>The address.</returns>
    public static MultiAddress FromAccountId(AccountId id) => new(id);

    /// <summary>Names an account by its index in the Indices pallet.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The address.</returns>
    public static MultiAddress FromIndex(uint index) => new(IndexTag, index: index);

    /// <summary>Names an account by 20 bytes, as Ethereum does.</summary>
    /// <param name="address">Exactly 20 bytes.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentException"><paramref name="address"/> has another length.</exception>
    public static MultiAddress FromAddress20(ReadOnlySpan<byte> address) => address.Length == 20
        ? new MultiAddress(Address20Tag, raw: address.ToArray())
        : throw new ArgumentException($"{address.Length} bytes given, 20 needed", nameof(address));

    /// <inheritdoc/>
    public static MultiAddress Decode(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte tag = reader.ReadByte();
        return tag switch
        {
            IdTag or Address32Tag => new MultiAddress(tag, id: reader.Read<AccountId>()),
            IndexTag => new MultiAddress(tag, index: reader.ReadCompactUInt32()),
            RawTag => new MultiAddress(tag, raw: reader.ReadBytes().ToArray()),
            Address20Tag => new MultiAddress(tag, raw: reader.ReadRaw(20).ToArray()),
            _ => throw new ScaleException($"0x{tag:x2} is no MultiAddress", offset),
        };
    }

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteByte(_tag);
        switch (_tag)
        {
            case IndexTag:
                writer.WriteCompact(_index);
                break;
            case RawTag:
                writer.WriteBytes(_raw.Span);
                break;
            case Address20Tag:
                writer.WriteRaw(_raw.Span);
                break;
            default:
                writer.Write(_id);
                break;
        }
    }

    /// <inheritdoc/>
    public bool Equals(MultiAddress other) =>
        _tag == other._tag && _id == other._id && _index == other._index && _raw.Span.SequenceEqual(other._raw.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_tag, _id, _index, _raw.Length);

    /// <inheritdoc/>
    public override string ToString() => _tag switch
    {
        IdTag or Address32Tag => _id.ToString(),
        IndexTag => $"index {_index}",
        _ => Hex.Format(_raw.Span),
    };
}
