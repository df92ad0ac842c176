using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain.Blocks;

/// <summary>A node whose chain forks, and whose wire breaks, as a test says: headers with real hashes, by the methods <c>chain_*</c>.</summary>
internal sealed class ForkingChain
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Hash256, ChainBlock> _blocks = [];
    private readonly List<FakeRpcSubscription> _heads = [];
    private readonly List<FakeRpcSubscription> _finalized = [];
    private uint _salt;
    private int _faults;
    private int _faultsInARow;

    public ForkingChain()
    {
        Best = Final = Genesis = Add(default, 0);
        Connection
            .Answer("chain_getBlockHash", parameters => Locked(() => parameters.GetArrayLength() == 0 ? Quote(Best.Hash) : HashAt(parameters[0].GetUInt32())))
            .Answer("chain_getFinalizedHead", _ => Locked(() => Quote(Final.Hash)))
            .Answer("chain_getHeader", parameters => Locked(() => HeaderOf(parameters)))
            .OnSubscribe("chain_subscribeNewHeads", _ => Open(_heads, () => Best))
            .OnSubscribe("chain_subscribeFinalizedHeads", _ => Open(_finalized, () => Final));
    }

    public FakeRpcConnection Connection { get; } = new();

    public ChainBlock Genesis { get; }

    public ChainBlock Best { get; private set; }

    public ChainBlock Final { get; private set; }

    /// <summary>After how many faults a request is answered all the same.</summary>
    public int MostFaultsInARow { get; set; } = 3;

    /// <summary>How many of the next requests break the wire.</summary>
    public void BreakNext(int requests)
    {
        lock (_gate)
        {
            _faults = requests;
        }
    }

    /// <summary>Puts blocks on a block, and makes the last one the best.</summary>
    public void Build(ChainBlock on, int count, bool tellsAll = true)
    {
        lock (_gate)
        {
            for (int i = 0; i < count; i++)
            {
                on = Add(on.Hash, on.Number + 1);
                Best = on;
                if (tellsAll || i == count - 1)
                {
                    Tell(_heads, Best);
                }
            }
        }
    }

    /// <summary>Gives up the newest blocks for one more.</summary>
    public void Reorganise(int depth)
    {
        ChainBlock fork = Best;
        for (int i = 0; i < depth && fork.Number > Final.Number; i++)
        {
            fork = _blocks[fork.ParentHash];
        }

        Build(fork, depth + 1, tellsAll: false);
    }

    /// <summary>Makes blocks final.</summary>
    public void Finalize(int count)
    {
        lock (_gate)
        {
            Final = OnBestChain(Math.Min(Final.Number + (uint)count, Best.Number));
            Tell(_finalized, Final);
        }
    }

    /// <summary>Tells of the newest blocks again.</summary>
    public void Repeat()
    {
        lock (_gate)
        {
            Tell(_heads, Best);
            Tell(_finalized, Final);
        }
    }

    /// <summary>Tells of a block as the best one that is not.</summary>
    public void TellOld(ChainBlock block)
    {
        lock (_gate)
        {
            Tell(_heads, block);
            Tell(_finalized, block);
        }
    }

    /// <summary>Breaks the wire under all subscriptions.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            foreach (FakeRpcSubscription subscription in _heads.Concat(_finalized))
            {
                subscription.Break(new RpcConnectionException("cut"));
            }

            _heads.Clear();
            _finalized.Clear();
        }
    }

    /// <summary>The best chain's block with a number.</summary>
    public ChainBlock OnBestChain(uint number)
    {
        ChainBlock block = Best;
        while (block.Number > number)
        {
            block = _blocks[block.ParentHash];
        }

        return block;
    }

    public static string JsonOf(BlockHeader header) =>
        $"{{\"parentHash\":\"{header.ParentHash}\",\"number\":\"0x{header.Number:x}\",\"stateRoot\":\"{header.StateRoot}\","
        + $"\"extrinsicsRoot\":\"{header.ExtrinsicsRoot}\",\"digest\":{{\"logs\":[]}}}}";

    private static string Quote(Hash256 hash) => $"\"{hash}\"";

    private static void Tell(List<FakeRpcSubscription> subscriptions, ChainBlock block)
    {
        foreach (FakeRpcSubscription subscription in subscriptions)
        {
            subscription.Tell(JsonOf(block.Header));
        }
    }

    private string Locked(Func<string> answer)
    {
        lock (_gate)
        {
            ThrowIfFaulty();
            return answer();
        }
    }

    private string HashAt(uint number) => number > Best.Number ? "null" : Quote(OnBestChain(number).Hash);

    private string HeaderOf(JsonElement parameters) =>
        _blocks.TryGetValue(parameters.GetArrayLength() == 0 ? Best.Hash : Hash256.Parse(parameters[0].GetString()!), out ChainBlock? block)
            ? JsonOf(block.Header)
            : "null";

    private FakeRpcSubscription Open(List<FakeRpcSubscription> subscriptions, Func<ChainBlock> newest)
    {
        lock (_gate)
        {
            ThrowIfFaulty();
            FakeRpcSubscription subscription = new();
            subscription.Tell(JsonOf(newest().Header));
            subscriptions.Add(subscription);
            return subscription;
        }
    }

    private void ThrowIfFaulty()
    {
        if (_faults > 0 && _faultsInARow < MostFaultsInARow)
        {
            _faults--;
            _faultsInARow++;
            throw new RpcConnectionException("cut");
        }

        _faultsInARow = 0;
    }

    private ChainBlock Add(Hash256 parent, uint number)
    {
        byte[] salt = new byte[Hash256.Size];
        BitConverter.TryWriteBytes(salt, ++_salt);
        BlockHeader header = new() { ParentHash = parent, Number = number, StateRoot = new Hash256(salt), ExtrinsicsRoot = default };
        ChainBlock block = new(ChainClient.HashOf(header), header);
        _blocks.Add(block.Hash, block);
        return block;
    }
}
