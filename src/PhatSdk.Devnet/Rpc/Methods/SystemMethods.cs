using System.Buffers.Binary;
using System.Text.Json;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Chain.Pool;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>The node itself: <c>system_*</c>.</summary>
internal sealed class SystemMethods(DevnetChain chain)
{
    /// <summary>What the chain is called.</summary>
    public const string ChainName = "Phat Devnet";
    private const string NodeName = "phat-devnet";
    private const string TokenSymbol = "PHA";
    private const int TokenDecimals = 12;
    private const int DryRunCode = 1;

    private static readonly string Version = typeof(SystemMethods).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public IEnumerable<IRpcMethod> Methods =>
    [
        Constant("system_chain", ChainName),
        Constant("system_chainType", "Development"),
        Constant("system_name", NodeName),
        Constant("system_version", Version),
        Constant("system_localPeerId", NodeName),
        new RpcMethod("system_properties", WriteProperties),
        new RpcMethod("system_health", WriteHealth),
        new RpcMethod("system_syncState", WriteSyncState),
        new RpcMethod("system_peers", WriteNothing),
        new RpcMethod("system_localListenAddresses", WriteNothing),
        new RpcMethod("system_reservedPeers", WriteNothing),
        new RpcMethod("system_nodeRoles", WriteRoles),
        new RpcMethod(["system_accountNextIndex", "account_nextIndex"], (writer, arguments) => writer.WriteNumberValue(NextIndex(arguments))),
        new RpcMethod(["system_dryRun", "system_dryRunAt"], WriteDryRun),
    ];

    private static RpcMethod Constant(string name, string value) => new(name, (writer, _) => writer.WriteStringValue(value));

    /// <summary>Writes how addresses and tokens of the chain are written.</summary>
    public static void WriteProperties(Utf8JsonWriter writer, RpcArguments arguments)
    {
        writer.WriteStartObject();
        writer.WriteNumber("ss58Format", Ss58Prefix.Phala.Value);
        writer.WriteNumber("tokenDecimals", TokenDecimals);
        writer.WriteString("tokenSymbol", TokenSymbol);
        writer.WriteEndObject();
    }

    private static void WriteHealth(Utf8JsonWriter writer, RpcArguments arguments)
    {
        writer.WriteStartObject();
        writer.WriteNumber("peers", 0);
        writer.WriteBoolean("isSyncing", false);
        writer.WriteBoolean("shouldHavePeers", false);
        writer.WriteEndObject();
    }

    private static void WriteNothing(Utf8JsonWriter writer, RpcArguments arguments)
    {
        writer.WriteStartArray();
        writer.WriteEndArray();
    }

    private static void WriteRoles(Utf8JsonWriter writer, RpcArguments arguments)
    {
        writer.WriteStartArray();
        writer.WriteStringValue("Authority");
        writer.WriteEndArray();
    }

    private void WriteSyncState(Utf8JsonWriter writer, RpcArguments arguments)
    {
        uint number = chain.Best.Number;
        writer.WriteStartObject();
        writer.WriteNumber("startingBlock", 0);
        writer.WriteNumber("currentBlock", number);
        writer.WriteNumber("highestBlock", number);
        writer.WriteEndObject();
    }

    /// <summary>What applying an extrinsic in the block after the named one would give: an encoded <c>ApplyExtrinsicResult</c>.</summary>
    private void WriteDryRun(Utf8JsonWriter writer, RpcArguments arguments)
    {
        byte[] extrinsic = arguments.Bytes(0, "extrinsic");
        Block block = chain.StateOf(arguments.OptionalHash(1, "hash"));
        try
        {
            Header next = new() { ParentHash = block.Hash, Number = block.Number + 1 };
            using BlockExecution execution = chain.Runtime.Begin(block.State, next.Encode());
            writer.WriteHex(execution.Apply(extrinsic).Result.AsSpan());
        }
        catch (RuntimeTrapException trap)
        {
            throw new RpcErrorException(DryRunCode, "Unable to dry run extrinsic.", trap.Message, trap);
        }
    }

    /// <summary>The account's nonce on the best block, past those that the pool holds one after the other.</summary>
    private uint NextIndex(RpcArguments arguments)
    {
        AccountId account = RpcArguments.Account(arguments.Required(0, "account"), "account");
        while (true)
        {
            Block best = chain.Best;
            uint nonce = BinaryPrimitives.ReadUInt32LittleEndian(
                chain.Call(best, "AccountNonceApi_account_nonce", account.Span, arguments.CancellationToken));
            while (chain.Pool.IsProvided(NonceTag(account, nonce)))
            {
                nonce++;
            }

            // A block that came meanwhile took from the pool what this nonce does not count yet.
            if (chain.Best == best)
            {
                return nonce;
            }
        }
    }

    /// <summary>What <c>CheckNonce</c> says that a transaction provides.</summary>
    private static TransactionTag NonceTag(AccountId account, uint nonce)
    {
        Span<byte> tag = stackalloc byte[AccountId.Size + sizeof(uint)];
        account.Span.CopyTo(tag);
        BinaryPrimitives.WriteUInt32LittleEndian(tag[AccountId.Size..], nonce);
        return new TransactionTag(tag);
    }
}
