using System.Buffers.Binary;
using PhatSdk.Crypto.Sodium;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Crypto.Addresses;

/// <summary>Accounts that no key signs for: those of signatories together, of proxies, pallets and parachains. Each is computed as its pallet does.</summary>
public static class KeylessAccount
{
    /// <summary>The size of a pallet id in bytes.</summary>
    public const int PalletIdSize = 8;

    /// <summary>The account of several signatories: <c>multi_account_id</c> of pallet-multisig, which sorts them first, so that their order does not matter.</summary>
    /// <param name="signatories">All signatories: two or more, each once.</param>
    /// <param name="threshold">How many of them have to approve: 1 to all. The account differs with it.</param>
    /// <returns>The account.</returns>
    /// <exception cref="ArgumentException">There are fewer than two signatories, or one of them twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is zero, or more than the signatories.</exception>
    public static AccountId Multisig(ReadOnlySpan<AccountId> signatories, ushort threshold)
    {
        if (signatories.Length < 2)
        {
            throw new ArgumentException($"a multisig account has two signatories or more, not {signatories.Length}", nameof(signatories));
        }

        if (threshold == 0 || threshold > signatories.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, $"the threshold is 1 to {signatories.Length}, the number of signatories");
        }

        AccountId[] sorted = signatories.ToArray();
        Array.Sort(sorted);
        using ScaleWriter writer = new(stackalloc byte[256]);
        writer.WriteRaw("modlpy/utilisuba"u8);
        writer.WriteCompact((uint)sorted.Length);
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i] == sorted[i - 1])
            {
                throw new ArgumentException($"signatory {sorted[i]} is given twice", nameof(signatories));
            }

            writer.WriteRaw(sorted[i].Span);
        }

        writer.WriteUInt16(threshold);
        return Hash(writer.WrittenSpan);
    }

    /// <summary>The account that <c>as_derivative</c> of pallet-utility acts for: <c>derivative_account_id</c>.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="index">Which of its derived accounts.</param>
    /// <returns>The account.</returns>
    public static AccountId Derivative(AccountId account, ushort index)
    {
        using ScaleWriter writer = new(stackalloc byte[64]);
        writer.WriteRaw("modlpy/utilisuba"u8);
        writer.WriteRaw(account.Span);
        writer.WriteUInt16(index);
        return Hash(writer.WrittenSpan);
    }

    /// <summary>The account that <c>create_pure</c> of pallet-proxy makes: <c>pure_account</c>.</summary>
    /// <param name="spawner">Who made it.</param>
    /// <param name="proxyType">The runtime's number of the proxy type that it was made with; the first is <c>Any</c>, as a rule.</param>
    /// <param name="index">The index that was given to <c>create_pure</c>.</param>
    /// <param name="height">The number of the block that it was made in, on chains that number blocks by 32 bits.</param>
    /// <param name="extrinsicIndex">The place of the extrinsic in that block.</param>
    /// <returns>The account.</returns>
    public static AccountId PureProxy(AccountId spawner, byte proxyType, ushort index, uint height, uint extrinsicIndex)
    {
        using ScaleWriter writer = new(stackalloc byte[64]);
        writer.WriteRaw("modlpy/proxy____"u8);
        writer.WriteRaw(spawner.Span);
        writer.WriteUInt32(height);
        writer.WriteUInt32(extrinsicIndex);
        writer.WriteByte(proxyType);
        writer.WriteUInt16(index);
        return Hash(writer.WrittenSpan);
    }

    /// <summary>A pallet's account: <c>into_account_truncating</c> of <c>PalletId</c>.</summary>
    /// <param name="palletId">The id, exactly <see cref="PalletIdSize"/> bytes, such as <c>py/trsry</c>.</param>
    /// <returns>The account: <c>modl</c>, the id, zeroes.</returns>
    /// <exception cref="ArgumentException"><paramref name="palletId"/> has another length.</exception>
    public static AccountId Pallet(ReadOnlySpan<byte> palletId) => palletId.Length == PalletIdSize
        ? Pad("modl"u8, palletId)
        : throw new ArgumentException($"a pallet id has {PalletIdSize} bytes, not {palletId.Length}", nameof(palletId));

    /// <summary>A parachain's account on its relay chain: <c>into_account_truncating</c> of <c>polkadot_parachain_primitives::Id</c>.</summary>
    /// <param name="parachain">The parachain's number, such as 2035 for Phala.</param>
    /// <returns>The account: <c>para</c>, the number, zeroes.</returns>
    public static AccountId Parachain(uint parachain) => Pad("para"u8, parachain);

    /// <summary>A parachain's account on other parachains: <c>Sibling</c> of <c>polkadot_parachain_primitives</c>.</summary>
    /// <param name="parachain">The parachain's number.</param>
    /// <returns>The account: <c>sibl</c>, the number, zeroes.</returns>
    public static AccountId SiblingParachain(uint parachain) => Pad("sibl"u8, parachain);

    private static AccountId Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> account = stackalloc byte[AccountId.Size];
        GenericHash.Blake2b(bytes, account);
        return new AccountId(account);
    }

    private static AccountId Pad(ReadOnlySpan<byte> kind, uint number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return Pad(kind, bytes);
    }

    private static AccountId Pad(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> id)
    {
        Span<byte> account = stackalloc byte[AccountId.Size];
        account.Clear();
        kind.CopyTo(account);
        id.CopyTo(account[kind.Length..]);
        return new AccountId(account);
    }
}
