using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;

namespace PhatSdk.TestKit;

/// <summary>
/// A node of the development chain whose blocks are recorded ones, and which takes extrinsics. What becomes of one, a test says: <see cref="OnSubmit"/>.
/// </summary>
public sealed class FakeNode
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<byte[]>> _bodies = new();
    private readonly ConcurrentQueue<byte[]> _submitted = new();

    /// <summary>Creates a node.</summary>
    /// <param name="head">The number of the newest block, which is final.</param>
    /// <param name="metadataVersion">The newest version of metadata that the node has: 14 or 15.</param>
    public FakeNode(uint head = 20, int metadataVersion = 15)
    {
        Head = head;
        Connection
            .Answer("chain_getBlockHash", parameters => Quote(parameters.GetArrayLength() == 0 ? HashOf(Head) : HashOf(parameters[0].GetUInt32())))
            .Answer("chain_getFinalizedHead", _ => Quote(HashOf(Head)))
            .Answer("chain_getHeader", parameters => HeaderOf(NumberAt(parameters, 0)))
            .Answer("chain_getBlock", parameters => BlockOf(NumberAt(parameters, 0)))
            .Answer("state_getStorage", parameters => StorageOf(parameters[0].GetString()!, NumberAt(parameters, 1)))
            .AnswerAsync("state_queryStorageAt", QueryAsync)
            .Answer("state_getRuntimeVersion", parameters => $"{{\"specVersion\":{VersionOf(NumberAt(parameters, 0)).SpecVersion}}}")
            .Answer("state_call", parameters => CallOf(parameters[0].GetString()!, parameters[1].GetString()!, NumberAt(parameters, 2)))
            .Answer("system_accountNextIndex", _ => _submitted.Count.ToString(CultureInfo.InvariantCulture))
            .Answer("author_pendingExtrinsics", "[]")
            .OnSubscribe("author_submitAndWatchExtrinsic", Take);
        VersionAt = _ => Version!;
        Version = new RuntimeVersion
        {
            SpecName = "phat-chain",
            ImplName = "phat-chain",
            AuthoringVersion = 1,
            SpecVersion = 100,
            ImplVersion = 1,
            TransactionVersion = 1,
            StateVersion = 1,
            Apis = [new RuntimeApiVersion(RuntimeApiVersion.IdOf("Metadata"), metadataVersion == 15 ? 2u : 1u)],
        };
    }

    /// <summary>The wire to it.</summary>
    public FakeRpcConnection Connection { get; } = new();

    /// <summary>The number of the newest block, which is final.</summary>
    public uint Head { get; set; }

    /// <summary>The runtime's version.</summary>
    public RuntimeVersion Version { get; set; }

    /// <summary>The version of the runtime in the state of a block with a number. By default <see cref="Version"/> in all.</summary>
    public Func<uint, RuntimeVersion> VersionAt { get; set; }

    /// <summary>What it was given, in order.</summary>
    public IReadOnlyList<byte[]> Submitted => [.. _submitted];

    /// <summary>Says what becomes of an extrinsic. By default it is in block 27 as its only one but for the timestamp's, and that is final.</summary>
    public Action<FakeNode, byte[], FakeRpcSubscription> OnSubmit { get; set; } = static (node, extrinsic, teller) =>
    {
        node.Include(extrinsic, 27);
        teller.Tell("\"ready\"").Tell($"{{\"inBlock\":\"{HashOf(27)}\"}}").Tell($"{{\"finalized\":\"{HashOf(27)}\"}}");
    };

    /// <summary>What functions of the runtime give, by their names.</summary>
    public Dictionary<string, Func<byte[], byte[]>> Runtime { get; } = [];

    /// <summary>The hash of the block with a number.</summary>
    public static Hash256 HashOf(uint number) => Blake2b.Hash256("block"u8.ToArray().Append((byte)number).ToArray());

    /// <summary>Puts an extrinsic at the second place of a block.</summary>
    public void Include(byte[] extrinsic, uint number)
    {
        List<byte[]> body = [.. RecordedBlocks.At(number).Extrinsics];
        body[1] = extrinsic;
        _bodies[HashOf(number).ToString()] = body;
    }

    private static string Quote(object text) => $"\"{text}\"";

    private static string HeaderOf(uint? number) => number is { } known
        ? $"{{\"parentHash\":\"{HashOf(known - 1)}\",\"number\":\"0x{known:x}\",\"stateRoot\":\"{default(Hash256)}\","
            + $"\"extrinsicsRoot\":\"{default(Hash256)}\",\"digest\":{{\"logs\":[]}}}}"
        : "null";

    private uint? NumberAt(JsonElement parameters, int index)
    {
        if (parameters.GetArrayLength() <= index)
        {
            return Head;
        }

        for (uint number = 0; number <= RecordedBlocks.All.Count; number++)
        {
            if (HashOf(number).ToString() == parameters[index].GetString())
            {
                return number;
            }
        }

        return null;
    }

    private string BlockOf(uint? number)
    {
        if (number is not { } known)
        {
            return "null";
        }

        IReadOnlyList<byte[]> body = _bodies.TryGetValue(HashOf(known).ToString(), out IReadOnlyList<byte[]>? changed) ? changed : RecordedBlocks.At(known).Extrinsics;
        return $"{{\"block\":{{\"header\":{HeaderOf(known)},\"extrinsics\":[{string.Join(',', body.Select(extrinsic => Quote(Hex.Format(extrinsic))))}]}}}}";
    }

    private static string StorageOf(string key, uint? number) =>
        number is { } known && RecordedBlocks.At(known).State.TryGetValue(key, out byte[]? value) ? Quote(Hex.Format(value)) : "null";

    // By way of the other method, so that what a test says of that one goes for this one too.
    private async ValueTask<string> QueryAsync(JsonElement parameters, CancellationToken cancellationToken)
    {
        string block = Quote(HashOf(NumberAt(parameters, 1) ?? throw UnknownBlock()));
        List<string> changes = [];
        foreach (JsonElement key in parameters[0].EnumerateArray())
        {
            string asked = parameters.GetArrayLength() > 1 ? $"[{key.GetRawText()},{block}]" : $"[{key.GetRawText()}]";
            changes.Add($"[{key.GetRawText()},{await Connection.AnswerOfAsync("state_getStorage", asked, cancellationToken)}]");
        }

        return $"[{{\"block\":{block},\"changes\":[{string.Join(',', changes)}]}}]";
    }

    private static RpcResponseException UnknownBlock() => new("state", 4003, "UnknownBlock");

    private RuntimeVersion VersionOf(uint? number) => VersionAt(number ?? throw UnknownBlock());

    private string CallOf(string method, string arguments, uint? number) => Quote(Hex.Format(method switch
    {
        _ when Runtime.TryGetValue(method, out Func<byte[], byte[]>? function) => function(Hex.Parse(arguments)),
        "Core_version" => ScaleCodec.Encode(VersionOf(number)),
        "Metadata_metadata_versions" => [8, 14, 0, 0, 0, 15, 0, 0, 0],
        "Metadata_metadata_at_version" => MetadataAt15(arguments),
        "Metadata_metadata" => ScaleCodec.Encode(
            File.ReadAllBytes(RecordedMetadata.PhatChainPath(14)), static (ref writer, metadata) => writer.WriteBytes(metadata)),
        _ => throw new RpcResponseException("state_call", 4003, $"Client error: Execution failed: Exported method {method} is not found"),
    }));

    private static byte[] MetadataAt15(string arguments)
    {
        if (arguments != "0x0f000000")
        {
            return [0];
        }

        return ScaleCodec.Encode(File.ReadAllBytes(RecordedMetadata.PhatChainPath(15)), static (ref writer, metadata) =>
        {
            writer.WriteOptionTag(true);
            writer.WriteBytes(metadata);
        });
    }

    private FakeRpcSubscription Take(JsonElement parameters)
    {
        byte[] extrinsic = Hex.Parse(parameters[0].GetString());
        FakeRpcSubscription teller = new();
        OnSubmit(this, extrinsic, teller);
        _submitted.Enqueue(extrinsic);
        return teller;
    }
}
