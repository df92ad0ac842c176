using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Chain;

/// <summary>The state that the chain starts with: the runtime's own default, patched with accounts and workers.</summary>
internal sealed record DevnetGenesis
{
    /// <summary>A million PHA, in plancks.</summary>
    public static readonly UInt128 DefaultEndowment = 1_000_000_000_000_000_000;

    /// <summary>The blocks that a worker's benchmark takes.</summary>
    private const int BenchmarkDuration = 8;

    /// <summary>The root of the empty trie, hashed with BLAKE2b-256: a genesis holds no extrinsics.</summary>
    private static readonly Hash256 EmptyRoot = Hash256.Parse("0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314");

    /// <summary>Balances, in plancks.</summary>
    public required IReadOnlyDictionary<AccountId, UInt128> Endowments { get; init; }

    /// <summary>The account that may call as root.</summary>
    public required AccountId Sudo { get; init; }

    /// <summary>The workers, which are gatekeepers too.</summary>
    public IReadOnlyList<GenesisWorker> Workers { get; init; } = [];

    /// <summary>Further changes, a JSON object to be merged; null for none.</summary>
    public string? Patch { get; init; }

    /// <summary>Alice to Ferdie with <see cref="DefaultEndowment"/> each, Alice as sudo, and others.</summary>
    /// <param name="endowments">Further balances; they take the place of those of the six.</param>
    /// <param name="workers">The workers.</param>
    public static DevnetGenesis Development(IReadOnlyDictionary<AccountId, UInt128> endowments, IReadOnlyList<GenesisWorker> workers)
    {
        ReadOnlySpan<Keypair> accounts =
            [DevKeypairs.Alice, DevKeypairs.Bob, DevKeypairs.Charlie, DevKeypairs.Dave, DevKeypairs.Eve, DevKeypairs.Ferdie];
        Dictionary<AccountId, UInt128> all = [];
        foreach (Keypair account in accounts)
        {
            all.Add(account.AccountId, DefaultEndowment);
        }

        foreach ((AccountId account, UInt128 plancks) in endowments)
        {
            all[account] = plancks;
        }

        return new DevnetGenesis { Endowments = all, Sudo = DevKeypairs.Alice.AccountId, Workers = workers };
    }

    /// <summary>Patches the runtime's own default genesis.</summary>
    /// <param name="preset">What <c>GenesisBuilder_get_preset</c> returned: JSON.</param>
    /// <returns>JSON for <c>GenesisBuilder_build_state</c>.</returns>
    /// <exception cref="ArgumentException">The patch is no JSON object.</exception>
    public string ApplyTo(string preset)
    {
        JsonObject genesis = JsonNode.Parse(preset)!.AsObject();
        JsonArray balances = [];
        foreach ((AccountId account, UInt128 plancks) in Endowments)
        {
            balances.Add((JsonNode)new JsonArray(Text(account), JsonNode.Parse(plancks.ToString(CultureInfo.InvariantCulture))));
        }

        Section(genesis, "balances")["balances"] = balances;
        Section(genesis, "sudo")["key"] = Text(Sudo);
        JsonObject registry = Section(genesis, "phalaRegistry");
        registry["workers"] = new JsonArray([.. Workers.Select(static worker => (JsonNode)new JsonArray(Text(worker.PublicKey), Bytes(worker.PublicKey), null))]);
        registry["gatekeepers"] = new JsonArray([.. Workers.Select(static worker => (JsonNode)Text(worker.PublicKey))]);
        registry["benchmarkDuration"] = BenchmarkDuration;
        if (Patch is not null)
        {
            Merge(genesis, ParsePatch(Patch));
        }

        return genesis.ToJsonString();
    }

    /// <summary>Builds the first block.</summary>
    /// <exception cref="ArgumentException">The runtime does not take this genesis: the message says why.</exception>
    public Block Build(ChainRuntime runtime)
    {
        StateView state = BuildState(runtime);
        Header header = new() { ParentHash = default, Number = 0, StateRoot = state.Root(), ExtrinsicsRoot = EmptyRoot };
        return new Block(header.Encode(), [], state, timestampMs: 0);
    }

    private StateView BuildState(ChainRuntime runtime)
    {
        try
        {
            return runtime.BuildGenesis(ApplyTo(runtime.DefaultGenesis()));
        }
        catch (RuntimeTrapException trap)
        {
            throw new ArgumentException($"The runtime does not take this genesis: {trap.Reason}", trap);
        }
    }

    private static JsonObject ParsePatch(string patch)
    {
        try
        {
            return JsonNode.Parse(patch) as JsonObject ?? throw new ArgumentException("The genesis patch is no JSON object", nameof(patch));
        }
        catch (JsonException cause)
        {
            throw new ArgumentException($"The genesis patch is no JSON: {cause.Message}", nameof(patch), cause);
        }
    }

    // A merge patch, RFC 7396.
    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner && target[name] is JsonObject section)
            {
                Merge(section, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    private static JsonObject Section(JsonObject genesis, string name)
    {
        if (genesis[name] is not JsonObject section)
        {
            genesis[name] = section = [];
        }

        return section;
    }

    private static JsonValue Text(AccountId account) => JsonValue.Create(Ss58Address.Format(account, Ss58Prefix.Phala));

    private static JsonArray Bytes(AccountId account)
    {
        JsonArray bytes = [];
        foreach (byte value in account.Span)
        {
            bytes.Add((JsonNode)value);
        }

        return bytes;
    }
}
