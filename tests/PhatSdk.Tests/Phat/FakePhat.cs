using System.Globalization;
using System.Text;
using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.Phat;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Tests.Phat;

/// <summary>A chain with a cluster, and the cluster's worker, both of which say what a test wants.</summary>
internal sealed class FakePhat : IAsyncDisposable
{
    public const uint Block = 27;
    public const uint FreeBalance = 1000;

    private readonly Dictionary<string, string> _storage = [];

    public FakePhat()
    {
        Put("PhalaPhatContracts", "Clusters", Cluster.Value, ScaleValue.Fields(
            ("owner", DevKeypairs.Alice.AccountId),
            ("permission", ScaleValue.Variant("Public")),
            ("system_contract", SystemContract),
            ("gas_price", 2),
            ("deposit_per_item", 3),
            ("deposit_per_byte", 4)));
        Put("PhalaPhatContracts", "ClusterWorkers", Cluster.Value, ScaleValue.Sequence(Worker.Key.AccountId));
        PutWorker(Worker.Key.AccountId);
        Node.Connection.Answer("state_getStorage", parameters => _storage.GetValueOrDefault(parameters[0].GetString()!) ?? Recorded(parameters));
        Worker.Respond = (_, head, query) => Result<ReadOnlyMemory<byte>, QueryError>.Ok(Respond(head, query));
        Worker.Other = (method, _) => method switch
        {
            "PhactoryAPI.GetInfo" => new Wire.PhactoryInfo
            {
                Initialized = true,
                PublicKey = Convert.ToHexStringLower(Worker.Key.PublicKey.Span),
                EcdhPublicKey = Convert.ToHexStringLower(EcdhKey.Span),
                Blocknum = NextBlock,
            },
            "PhactoryAPI.GetClusterInfo" => Info is null ? new Wire.GetClusterInfoResponse() : new Wire.GetClusterInfoResponse { Info = Info },
            "PhactoryAPI.GetContractInfo" => Contracts(),
            _ => null,
        };
        EcdhKey = Worker.Key.PublicKey;
    }

    public static ClusterId Cluster { get; } = ClusterId.Parse(new string('0', 63) + "1");

    public static AccountId SystemContract { get; } = AccountId.Parse(new string('5', 64));

    public static AccountId Logger { get; } = AccountId.Parse(new string('6', 64));

    public static AccountId Contract { get; } = AccountId.Parse(new string('7', 64));

    public FakeNode Node { get; } = new(head: 26);

    public ScriptedWorker Worker { get; } = new();

    public ReadOnlyMemory<byte> EcdhKey { get; set; }

    public uint NextBlock { get; set; } = Block + 1;

    public Wire.ClusterInfo? Info { get; set; } = new() { Id = Cluster.ToString(), RuntimeVersion = "1.2" };

    public AccountId? Driver { get; set; } = Logger;

    public HashSet<CodeHash> Codes { get; } = [];

    public List<AccountId> Known { get; } = [];

    /// <summary>The log's records, in JSON.</summary>
    public List<string> Log { get; } = [];

    /// <summary>What contracts answer, without a head; the system contract's answers are made here.</summary>
    public Func<InkQueryHead, InkQuery, byte[]> Answer { get; set; } = (_, _) => Execution("0000");

    /// <summary>The options under which nothing takes long.</summary>
    public static PhatClientOptions Quick { get; } = new() { WaitTimeout = TimeSpan.FromSeconds(20), PollInterval = TimeSpan.FromMilliseconds(1) };

    public async Task<PhatClient> ConnectAsync() =>
        await PhatClient.ConnectAsync(await ChainClient.ConnectAsync(Node.Connection), Worker.Transport, Cluster, Quick);

    public ValueTask DisposeAsync()
    {
        Worker.Dispose();
        return ValueTask.CompletedTask;
    }

    public void Put(string pallet, string entry, ScaleValue key, ScaleValue value)
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        string at = StorageKey.Create(metadata, pallet, entry, key).ToString();
        _storage[at] = $"\"{Hex.Format(DynamicCodec.Encode(metadata.Types, metadata[pallet].StorageEntry(entry).ValueTypeId, value))}\"";
    }

    public void Remove(string pallet, string entry, ScaleValue key) =>
        _storage[StorageKey.Create(RecordedMetadata.PhatChain, pallet, entry, key).ToString()] = "null";

    public void PutWorker(ScaleValue ecdhKey) => Put("PhalaRegistry", "Workers", Worker.Key.AccountId, ScaleValue.Fields(
        ("pubkey", Worker.Key.AccountId),
        ("ecdh_pubkey", ecdhKey),
        ("runtime_version", 0),
        ("last_updated", 0),
        ("operator", ScaleValue.None),
        ("attestation_provider", ScaleValue.None),
        ("confidence_level", 0),
        ("initial_score", ScaleValue.None),
        ("features", ScaleValue.Sequence())));

    /// <summary>A <c>ContractExecResult</c> that returned <paramref name="data"/>.</summary>
    public static byte[] Execution(string data, bool isReverted = false, string contract = "") => ScaleCodec.Encode(data, (ref writer, _) =>
    {
        WriteHead(ref writer);
        writer.WriteResultTag(true);
        writer.WriteUInt32(isReverted ? 1u : 0);
        writer.WriteBytes(Hex.Parse(data));
        writer.WriteRaw(Hex.Parse(contract));
        writer.WriteOptionTag(false);
    });

    /// <summary>A <c>ContractExecResult</c> of an execution that did not end.</summary>
    public static byte[] Trapped(PinkDispatchError error) => ScaleCodec.Encode(error, (ref writer, value) =>
    {
        WriteHead(ref writer);
        writer.WriteResultTag(false);
        writer.Write(value);
        writer.WriteOptionTag(false);
    });

    /// <summary>Records what the log tells of a command, once it was sent.</summary>
    public void LogOutput(ReadOnlySpan<byte> nonce, byte[] execution) => Log.Add(
        $$"""{"sequence":{{Log.Count}},"type":"MessageOutput","blockNumber":{{Block}},"origin":"{{Contract}}","contract":"{{Contract}}","nonce":"{{Hex.Format(nonce)}}","output":"{{Hex.Format([.. execution, 1, 2, 3, 4])}}"}""");

    public void LogText(string message, AccountId contract, int level = 1) => Log.Add(
        $$"""{"sequence":{{Log.Count}},"type":"Log","blockNumber":{{Block}},"contract":"{{contract}}","entry":"{{contract}}","execMode":"transaction","timestamp":1,"level":{{level}},"message":"{{message}}"}""");

    private static string Recorded(JsonElement parameters)
    {
        bool isNewest = parameters.GetArrayLength() > 1 && parameters[1].GetString() == FakeNode.HashOf(Block).ToString();
        byte[]? value = RecordedBlocks.At(isNewest ? Block : Block - 1).State.GetValueOrDefault(parameters[0].GetString()!);
        return value is null ? "null" : $"\"{Hex.Format(value)}\"";
    }

    private static void WriteHead(ref ScaleWriter writer)
    {
        writer.Write(new Weight(900, 0));
        writer.Write(new Weight(1000, 0));
        writer.WriteByte(1);
        writer.WriteUInt128(50);
        writer.WriteString("noted");
    }

    private Wire.GetContractInfoResponse Contracts()
    {
        Wire.GetContractInfoResponse response = new();
        response.Contracts.AddRange(Known.Select(known => new Wire.ContractInfo { Id = known.ToString(), CodeHash = known.ToString() }));
        return response;
    }

    private byte[] Respond(InkQueryHead head, InkQuery query)
    {
        if (query is InkQuery.SidevmQuery)
        {
            Assert.That(head.Contract, Is.EqualTo(Logger));
            return Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $$"""{"records":[{{string.Join(',', Log)}}],"next":{{Log.Count}}}"""));
        }

        return head.Contract == SystemContract && query is InkQuery.InkMessage message ? RespondAsSystem(message.Payload.Span) : Answer(head, query);
    }

    private byte[] RespondAsSystem(ReadOnlySpan<byte> input) => Hex.Format(input[..4]) switch
    {
        "0x2740cf0a" => Execution(Driver is AccountId driver ? "0001" + driver.ToString()[2..] : "0000"),
        "0x6fc58436" => Execution(Codes.Contains(new CodeHash(input.Slice(4, 32))) ? "0001" : "0000"),
        "0x8a0d40d7" => Execution("00" + Hex.Format(ScaleCodec.Encode<UInt128>(FreeBalance, (ref writer, value) => writer.WriteUInt128(value)))[2..]),
        "0x87c98a8d" => Execution("00010002000300"),
        string selector => throw new InvalidOperationException(selector),
    };
}
