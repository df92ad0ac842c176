using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>What a chain holds of an account: <c>System.Account</c> with the data of pallet-balances. An account that is not there is all zeros.</summary>
public sealed record AccountInfo : IScaleType<AccountInfo>
{
    /// <summary>How many extrinsics the account has signed.</summary>
    public uint Nonce { get; init; }

    /// <summary>How many pallets need the account to stay.</summary>
    public uint Consumers { get; init; }

    /// <summary>How many pallets let the account be.</summary>
    public uint Providers { get; init; }

    /// <summary>How many pallets let the account be for their own purposes only.</summary>
    public uint Sufficients { get; init; }

    /// <summary>Plancks that are the account's, those in <see cref="Frozen"/> included.</summary>
    public UInt128 Free { get; init; }

    /// <summary>Plancks that are held, for deposits as an example.</summary>
    public UInt128 Reserved { get; init; }

    /// <summary>Plancks of <see cref="Free"/> and <see cref="Reserved"/> that must stay; with older runtimes, those that only a fee may take.</summary>
    public UInt128 Frozen { get; init; }

    /// <summary>The highest bit: the account follows the newer rules. With older runtimes, plancks that a fee may not take.</summary>
    public UInt128 Flags { get; init; }

    /// <inheritdoc/>
    public static AccountInfo Decode(ref ScaleReader reader) => new()
    {
        Nonce = reader.ReadUInt32(),
        Consumers = reader.ReadUInt32(),
        Providers = reader.ReadUInt32(),
        Sufficients = reader.ReadUInt32(),
        Free = reader.ReadUInt128(),
        Reserved = reader.ReadUInt128(),
        Frozen = reader.ReadUInt128(),
        Flags = reader.ReadUInt128(),
    };

    /// <inheritdoc/>
    public void Encode(ref ScaleWriter writer)
    {
        writer.WriteUInt32(Nonce);
        writer.WriteUInt32(Consumers);
        writer.WriteUInt32(Providers);
        writer.WriteUInt32(Sufficients);
        writer.WriteUInt128(Free);
        writer.WriteUInt128(Reserved);
        writer.WriteUInt128(Frozen);
        writer.WriteUInt128(Flags);
    }
}
