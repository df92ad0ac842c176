using System.Globalization;
using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Rpc.Methods;

/// <summary>
/// What only a development network offers. <c>dev_newBlock</c>, <c>dev_setHead</c>, <c>dev_setStorage</c>, <c>dev_timeTravel</c> and
/// <c>dev_setBlockBuildMode</c> are named and shaped as Chopsticks' (<c>packages/core/src/rpc/dev</c> of AcalaNetwork/chopsticks),
/// <c>engine_*</c> as those of a node that seals by hand (<c>sc-consensus-manual-seal</c>).
/// </summary>
internal sealed class DevMethods(DevnetChain chain)
{
    private const uint MostBlocks = 100_000;

    // What concerns relay chains and parachains, or breaks the count of blocks.
    private static readonly string[] UnknownOptions = ["dmp", "ump", "hrmp", "relayChainStateOverrides", "unsafeBlockHeight"];

    private readonly DevSnapshots _snapshots = new();

    public IEnumerable<IRpcMethod> Methods =>
    [
        new RpcMethod("dev_newBlock", NewBlockAsync),
        new RpcMethod("dev_setHead", SetHeadAsync),
        new RpcMethod("dev_setStorage", SetStorageAsync),
        new RpcMethod("dev_timeTravel", TimeTravelAsync),
        new RpcMethod("dev_setTime", TimeTravelAsync),
        new RpcMethod("dev_setBlockBuildMode", SetBlockBuildModeAsync),
        new RpcMethod("dev_snapshot", SnapshotAsync),
        new RpcMethod("dev_revert", RevertAsync),
        new RpcMethod("engine_createBlock", CreateBlockAsync),
        new RpcMethod("engine_finalizeBlock", FinalizeBlockAsync),
    ];

    private static ReadOnlyMemory<byte> HashOf(Block block) => RpcJson.Write(block.Hash, static (writer, hash) => writer.WriteHash(hash));

    /// <summary>
    /// Makes a block of all that is ready, or <c>{"count": n}</c> blocks, or blocks up to <c>{"to": n}</c>; of
    /// <c>{"transactions": […]}</c> alone where they are given.
    /// </summary>
    private async ValueTask<ReadOnlyMemory<byte>> NewBlockAsync(RpcArguments arguments)
    {
        JsonElement options = arguments.Optional(0) ?? default;
        if (options.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw RpcErrorException.InvalidParams($"options: {options.GetRawText()} is no object");
        }

        byte[][]? transactions = TransactionsOf(options);
        Block block = chain.Best;
        for (uint remaining = CountOf(options); remaining > 0; remaining--)
        {
            block = transactions is null
                ? await chain.SealAsync(arguments.CancellationToken).ConfigureAwait(false)
                : await SealOnAsync(chain.Best.Hash, transactions, arguments.CancellationToken).ConfigureAwait(false);
            transactions = transactions is null ? null : [];
        }

        return HashOf(block);
    }

    private static byte[][]? TransactionsOf(JsonElement options)
    {
        if (options.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (Array.Find(UnknownOptions, name => options.TryGetProperty(name, out _)) is { } unknown)
        {
            throw RpcErrorException.InvalidParams($"options.{unknown}: the devnet does not offer it");
        }

        return options.TryGetProperty("transactions", out JsonElement transactions) ? RpcArguments.ListOfBytes(transactions, "options.transactions") : null;
    }

    private uint CountOf(JsonElement options)
    {
        uint count = 1;
        if (options.ValueKind == JsonValueKind.Object)
        {
            uint best = chain.Best.Number;
            count = options.TryGetProperty("to", out JsonElement to) ? RpcArguments.Number(to, "to") - Math.Min(best, RpcArguments.Number(to, "to"))
                : options.TryGetProperty("count", out JsonElement asked) ? RpcArguments.Number(asked, "count")
                : count;
        }

        return count <= MostBlocks ? count : throw RpcErrorException.InvalidParams($"count: {count} blocks are more than {MostBlocks}");
    }

    private async ValueTask<ReadOnlyMemory<byte>> SetHeadAsync(RpcArguments arguments)
    {
        JsonElement head = arguments.Required(0, "hashOrNumber");
        Hash256 hash = head.ValueKind == JsonValueKind.Number ? AtNumber(head) : arguments.Hash(0, "hashOrNumber");
        return HashOf(await RefusableAsync(() => chain.SetHeadAsync(hash, arguments.CancellationToken)).ConfigureAwait(false));
    }

    // As Chopsticks has it, a number that is not positive counts back from the newest block.
    private Hash256 AtNumber(JsonElement number)
    {
        if (!number.TryGetInt64(out long at))
        {
            throw RpcErrorException.InvalidParams($"hashOrNumber: {number.GetRawText()} is no block's number");
        }

        long target = at > 0 ? at : chain.Best.Number + at;
        return target is >= 0 and <= uint.MaxValue && chain.At((uint)target) is { } block
            ? block.Hash
            : throw RpcErrorException.InvalidParams($"hashOrNumber: there is no block {target}");
    }

    /// <summary>Pairs of key and value, both hexadecimal; null removes the key. The second argument is the block, the newest one by default.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> SetStorageAsync(RpcArguments arguments)
    {
        JsonElement values = arguments.Required(0, "values");
        if (values.ValueKind != JsonValueKind.Array)
        {
            throw RpcErrorException.InvalidParams("values: pairs of keys and values are taken, [[\"0x…\", \"0x…\"], …], not names of pallets");
        }

        List<(ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?)> pairs = [];
        foreach (JsonElement pair in values.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2)
            {
                throw RpcErrorException.InvalidParams($"values: {pair.GetRawText()} is no pair of a key and a value");
            }

            ReadOnlyMemory<byte>? value = pair[1].ValueKind == JsonValueKind.Null ? default(ReadOnlyMemory<byte>?) : RpcArguments.Bytes(pair[1], "values");
            pairs.Add((RpcArguments.Bytes(pair[0], "values"), value));
        }

        Hash256 hash = arguments.OptionalHash(1, "hash") ?? chain.Best.Hash;
        await RefusableAsync(async () =>
        {
            await chain.SetStorageAsync(hash, pairs, arguments.CancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return RpcJson.Write(hash, static (writer, hash) => writer.WriteHash(hash));
    }

    /// <summary>Puts the clock to milliseconds since 1970, or to a date; the next block has that time.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> TimeTravelAsync(RpcArguments arguments)
    {
        JsonElement date = arguments.Required(0, "date");
        ulong timestamp = TimestampOf(date);
        await RefusableAsync(async () =>
        {
            await chain.SetTimeAsync(timestamp, arguments.CancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return RpcJson.Write(timestamp, static (writer, value) => writer.WriteNumberValue(value));
    }

    private static ulong TimestampOf(JsonElement date)
    {
        if (date.ValueKind == JsonValueKind.Number && date.TryGetUInt64(out ulong timestamp))
        {
            return timestamp;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return date.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(date.GetString(), CultureInfo.InvariantCulture, Utc, out DateTimeOffset parsed)
            && parsed >= DateTimeOffset.UnixEpoch
                ? (ulong)parsed.ToUnixTimeMilliseconds()
                : throw RpcErrorException.InvalidParams($"date: {date.GetRawText()} is neither milliseconds since 1970 nor a date");
    }

    /// <summary><c>Instant</c> and <c>Batch</c> make a block of what is ready, <c>Manual</c> makes none by itself; 2, 1 and 3 in older versions.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> SetBlockBuildModeAsync(RpcArguments arguments)
    {
        JsonElement mode = arguments.Required(0, "mode");
        SealPolicy policy = mode.ToString() switch
        {
            "Instant" or "2" or "Batch" or "1" => SealPolicy.Instant,
            "Manual" or "3" => SealPolicy.OnDemand,
            _ => throw RpcErrorException.InvalidParams($"mode: {mode.GetRawText()} is none of Batch, Instant and Manual"),
        };
        await chain.SetSealingAsync(policy, arguments.CancellationToken).ConfigureAwait(false);
        return RpcJson.Null;
    }

    private async ValueTask<ReadOnlyMemory<byte>> SnapshotAsync(RpcArguments arguments)
    {
        ChainSnapshot snapshot = await chain.SnapshotAsync(arguments.CancellationToken).ConfigureAwait(false);
        return RpcJson.Write(_snapshots.Add(snapshot), static (writer, id) => writer.WriteStringValue(id));
    }

    private async ValueTask<ReadOnlyMemory<byte>> RevertAsync(RpcArguments arguments)
    {
        string id = arguments.Text(0, "snapshot");
        ChainSnapshot snapshot = _snapshots.Find(id) ?? throw RpcErrorException.InvalidParams($"snapshot: there is none of the id \"{id}\"");
        await chain.RevertAsync(snapshot, arguments.CancellationToken).ConfigureAwait(false);
        return HashOf(snapshot.Tree.Best);
    }

    /// <summary>Makes a block: <c>create_empty</c>, <c>finalize</c>, <c>parent_hash</c>.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> CreateBlockAsync(RpcArguments arguments)
    {
        bool isEmptyWelcome = arguments.Flag(0, "create_empty");
        bool isFinal = arguments.Flag(1, "finalize");
        Hash256? parent = arguments.OptionalHash(2, "parent_hash");
        Block block = parent is { } on && on != chain.Best.Hash ? await SealOnAsync(on, [], arguments.CancellationToken).ConfigureAwait(false)
            : isEmptyWelcome ? await chain.SealAsync(arguments.CancellationToken).ConfigureAwait(false)
            : await chain.SealIfReadyAsync(arguments.CancellationToken).ConfigureAwait(false) ?? throw RpcErrorException.EmptyPool();
        if (isFinal)
        {
            await chain.FinalizeAsync(block.Hash, arguments.CancellationToken).ConfigureAwait(false);
        }

        return RpcJson.Write(block.Hash, static (writer, hash) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("hash");
            writer.WriteHash(hash);
            writer.WriteNull("aux");
            writer.WriteEndObject();
        });
    }

    private async ValueTask<ReadOnlyMemory<byte>> FinalizeBlockAsync(RpcArguments arguments)
    {
        Hash256 hash = arguments.Hash(0, "hash");
        return await RefusableAsync(async () =>
        {
            await chain.FinalizeAsync(hash, arguments.CancellationToken).ConfigureAwait(false);
            return RpcJson.Write(true, static (writer, value) => writer.WriteBooleanValue(value));
        }).ConfigureAwait(false);
    }

    private Task<Block> SealOnAsync(Hash256 parent, byte[][] transactions, CancellationToken cancellationToken) =>
        RefusableAsync(() => chain.SealOnAsync(parent, [.. transactions.Select(static bytes => (ReadOnlyMemory<byte>)bytes)], cancellationToken));

    // What the chain does not take is the caller's mistake, not ours.
    private static async Task<T> RefusableAsync<T>(Func<Task<T>> change)
    {
        try
        {
            return await change().ConfigureAwait(false);
        }
        catch (ArgumentException refusal)
        {
            throw RpcErrorException.InvalidParams(refusal.Message);
        }
    }
}
