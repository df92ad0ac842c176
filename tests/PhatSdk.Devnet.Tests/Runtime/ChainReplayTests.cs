using System.Text;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Runtime;

public sealed class ChainReplayTests
{
    // What depends on the other host's headers.
    private static readonly string[] HeaderKeys =
    [
        Prefix("System", "ParentHash"),
        Prefix("System", "BlockHash"),
        Prefix("System", "Digest"),
        Prefix("RandomnessCollectiveFlip", "RandomMaterial"),
    ];

    [Test]
    public void EveryBlockIsAsAnotherHostRanIt()
    {
        JsonElement recording = HostRecording.Read("blocks-1.json.gz");
        using ChainRuntime runtime = ChainRuntime.Load(ModuleCache.OpenDefault());
        StateView state = Genesis(recording, runtime);
        int count = 0;
        int roots = 0;
        foreach (JsonElement block in recording.GetProperty("blocks").EnumerateArray())
        {
            uint number = block.GetProperty("number").GetUInt32();
            StateView after = Author(runtime, state, block, number);
            Assert.Multiple(() => roots += CompareChanges(state, after, block.GetProperty("changes"), number));
            state = after;
            count++;
        }

        Assert.That(count, Is.EqualTo(60));
        Assert.That(roots, Is.EqualTo(34), "roots of child tries compared");
    }

    private static string Prefix(string pallet, string entry)
    {
        byte[] prefix = new byte[32];
        Twox.Hash(Encoding.UTF8.GetBytes(pallet), prefix.AsSpan(0, 16));
        Twox.Hash(Encoding.UTF8.GetBytes(entry), prefix.AsSpan(16));
        return Hex.Format(prefix);
    }

    private static bool IsChildRoot(string key)
    {
        byte[] bytes = Hex.Parse(key);
        return ChildTrieKey.IsReserved(bytes) && bytes.Length == ChildTrieKey.Prefix.Length + 32;
    }

    private static StateView Genesis(JsonElement recording, ChainRuntime runtime)
    {
        StateOverlay genesis = new(StateView.Empty);
        foreach (JsonProperty entry in recording.GetProperty("genesis").EnumerateObject())
        {
            genesis.Set(Hex.Parse(entry.Name), Hex.Parse(entry.Value.GetString()!));
        }

        genesis.Set(ChainRuntime.CodeKey, runtime.Code.Span);
        return genesis.ToView();
    }

    private static StateView Author(ChainRuntime runtime, StateView parent, JsonElement block, uint number)
    {
        ScaleWriter header = new(stackalloc byte[128]);
        header.WriteRaw(block.Bytes("parentHash"));
        header.WriteCompact(number);
        header.WriteRaw(new byte[65]);
        using BlockExecution execution = runtime.Begin(parent, header.WrittenSpan);
        foreach (JsonElement extrinsic in block.GetProperty("extrinsics").EnumerateArray())
        {
            ApplyOutcome outcome = execution.Apply(Hex.Parse(extrinsic.GetString()!));
            Assert.That(outcome.IsIncluded, Is.True, $"block {number}: {Hex.Format(outcome.Result)}");
        }

        (byte[] completed, StateView state) = execution.Complete();
        Assert.That(new Hash256(completed.AsSpan(header.Length - 65, 32)), Is.EqualTo(state.Root()), $"the state root of block {number}");
        return state;
    }

    private static int CompareChanges(StateView before, StateView after, JsonElement recorded, uint number)
    {
        Dictionary<string, string?> expected = recorded.EnumerateObject().ToDictionary(static change => change.Name, static change => change.Value.GetString());
        int roots = 0;
        Dictionary<string, string?> actual = after.Changes(before);
        foreach ((string key, string? value) in expected)
        {
            if (HeaderKeys.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                continue;
            }

            if (IsChildRoot(key) && value is not null)
            {
                // The other host makes the root of a child trie that was there before from some of its keys only (it does not fit those that it
                // wrote itself): roots are compared where the trie is new, or has one key.
                byte[] id = Hex.Parse(key)[ChildTrieKey.Prefix.Length..];
                if (before.ChildRoot(id) is not null && after.ChildKeys(id, default).Count != 1)
                {
                    continue;
                }

                roots++;
            }

            // Keys may have been written with the value that they had: what counts is the value after.
            Assert.That(after.Value(Hex.Parse(key)), Is.EqualTo(value), $"block {number}, {key}");
        }

        Assert.That(actual.Keys.Except(expected.Keys), Is.Empty, $"block {number}: keys that the other host did not change");
        return roots;
    }
}
