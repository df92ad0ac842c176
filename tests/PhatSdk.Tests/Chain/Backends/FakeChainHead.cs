using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain.Backends;

/// <summary>A node that has <c>chainHead_v1</c> only. What it tells, a test says; operations are told of by the number of their start.</summary>
internal sealed class FakeChainHead
{
    private readonly List<FakeRpcSubscription> _follows = [];
    private int _operations;

    public FakeChainHead()
    {
        Connection
            .Answer("rpc_methods", "{\"methods\":[\"chainHead_v1_follow\"]}")
            .Answer("chainHead_v1_header", parameters => $"\"{Hex.Format(HeaderOf(NumberOf(parameters[1].GetString()!)))}\"")
            .Answer("chainHead_v1_unpin", "null")
            .Answer("chainHead_v1_continue", "null")
            .Answer("chainHead_v1_stopOperation", "null")
            .Answer("chainSpec_v1_genesisHash", $"\"{HashOf(0)}\"")
            .OnSubscribe("chainHead_v1_follow", _ =>
            {
                FakeRpcSubscription follow = new() { Id = $"follow {_follows.Count}" };
                follow.Tell(Initial);
                _follows.Add(follow);
                return follow;
            });
    }

    public FakeRpcConnection Connection { get; } = new();

    /// <summary>What a new subscription is told first: by default that block 10 is final, after 9.</summary>
    public string Initial { get; set; } =
        $"{{\"event\":\"initialized\",\"finalizedBlockHashes\":[\"{HashOf(9)}\",\"{HashOf(10)}\"],\"finalizedBlockRuntime\":{{\"type\":\"valid\",\"spec\":{{\"specVersion\":100}}}}}}";

    public FakeRpcSubscription Follow => _follows[^1];

    public int Follows => _follows.Count;

    public IEnumerable<string> Unpinned => Connection.Calls
        .Where(call => call.Method == "chainHead_v1_unpin").SelectMany(call => call.Parameters[1].EnumerateArray().Select(hash => hash.GetString()!));

    public static Hash256 HashOf(uint number) => Blake2b.Hash256(HeaderOf(number));

    /// <summary>Answers that an operation started, after what it tells before that.</summary>
    public string Start(Func<string, string[]> tells, int discarded = 0)
    {
        string id = $"operation {++_operations}";
        foreach (string told in tells(id))
        {
            Follow.Tell(told);
        }

        return $"{{\"result\":\"started\",\"operationId\":\"{id}\",\"discardedItems\":{discarded}}}";
    }

    public void Build(uint number, string newRuntime = "null") => Follow
        .Tell($"{{\"event\":\"newBlock\",\"blockHash\":\"{HashOf(number)}\",\"parentBlockHash\":\"{HashOf(number - 1)}\",\"newRuntime\":{newRuntime}}}")
        .Tell($"{{\"event\":\"bestBlockChanged\",\"bestBlockHash\":\"{HashOf(number)}\"}}");

    public void Finalize(params uint[] numbers) =>
        Follow.Tell($"{{\"event\":\"finalized\",\"finalizedBlockHashes\":[{string.Join(',', numbers.Select(number => $"\"{HashOf(number)}\""))}],\"prunedBlockHashes\":[]}}");

    private static uint NumberOf(string hash)
    {
        uint number = 0;
        while (HashOf(number).ToString() != hash)
        {
            number++;
        }

        return number;
    }

    private static byte[] HeaderOf(uint number)
    {
        Hash256 parent = number == 0 ? default : HashOf(number - 1);
        return ScaleCodec.Encode((parent, number), static (ref writer, block) =>
        {
            writer.Write(block.parent);
            writer.WriteCompact(block.number);
            writer.Write(default(Hash256));
            writer.Write(default(Hash256));
            // One item of each kind that a digest may have.
            writer.WriteRaw(Convert.FromHexString("14" + "000401" + "0661757261" + "0402" + "0461757261" + "0403" + "0561757261" + "0404" + "08"));
        });
    }
}
