using System.Buffers.Binary;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.State;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Chain;

/// <summary>Signs transactions for the development chain, and reads what they do.</summary>
internal sealed class TestTransactions(Hash256 genesis)
{
    private const uint TransactionVersion = 1;

    private static readonly Lazy<ExtrinsicEncoder> Encoder =
        new(() => new ExtrinsicEncoder(RuntimeMetadata.Decode(SharedRuntime.Instance.Metadata(StateView.Empty, 15)!)));

    /// <summary>The version of the runtime that they are signed for.</summary>
    public uint SpecVersion { get; init; } = 100;

    /// <summary><c>Balances.transfer_keep_alive</c></summary>
    public Task<byte[]> TransferAsync(Keypair from, AccountId to, UInt128 value, uint nonce, UInt128 tip = default)
    {
        ScaleWriter call = new(stackalloc byte[64]);
        call.WriteRaw([2, 3, 0]);
        call.Write(to);
        call.WriteCompact(value);
        return SignAsync(call.ToArray(), from, nonce, tip);
    }

    /// <summary><c>System.remark</c></summary>
    public Task<byte[]> RemarkAsync(Keypair from, int size, uint nonce)
    {
        ScaleWriter call = new([]);
        call.WriteRaw([0, 0]);
        call.WriteBytes(new byte[size]);
        byte[] encoded = call.ToArray();
        call.Dispose();
        return SignAsync(encoded, from, nonce);
    }

    /// <summary><c>Balances.transfer_all</c>, the account included.</summary>
    public Task<byte[]> TransferAllAsync(Keypair from, AccountId to, uint nonce) => SignAsync([2, 4, 0, .. to.Span, 0], from, nonce);

    public async Task<byte[]> SignAsync(byte[] call, Keypair from, uint nonce, UInt128 tip = default) =>
        await Encoder.Value.SignAsync(new RuntimeCall(call), from, new SigningContext
        {
            GenesisHash = genesis,
            EraBlockHash = genesis,
            SpecVersion = SpecVersion,
            TransactionVersion = TransactionVersion,
            Nonce = nonce,
            Tip = tip,
        });

    public static (uint Nonce, UInt128 Free) Account(Block block, AccountId account)
    {
        ReadOnlyMemory<byte>? info = block.State.Get(AccountKey(account));
        return info is { } some
            ? (BinaryPrimitives.ReadUInt32LittleEndian(some.Span), BinaryPrimitives.ReadUInt128LittleEndian(some.Span[16..]))
            : default;
    }

    /// <summary>The key of <c>System.Account</c>.</summary>
    public static byte[] AccountKey(AccountId account)
    {
        byte[] key = new byte[16 + 16 + 16 + AccountId.Size];
        Twox.Hash("System"u8, key.AsSpan(0, 16));
        Twox.Hash("Account"u8, key.AsSpan(16, 16));
        Blake2b.Hash(account.Span, key.AsSpan(32, 16));
        account.Span.CopyTo(key.AsSpan(48));
        return key;
    }
}
