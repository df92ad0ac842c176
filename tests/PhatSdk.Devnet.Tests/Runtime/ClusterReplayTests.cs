using System.Text.Json;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.State;
using PhatSdk.Devnet.Wasm;
using PhatSdk.Devnet.Wasm.Host;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Runtime;

public sealed class ClusterReplayTests
{
    [Test]
    public void EveryCallIsAsAnotherHostRanIt()
    {
        JsonElement calls = HostRecording.Read("cluster-1.json.gz").GetProperty("calls");
        Assert.That(calls.GetArrayLength(), Is.EqualTo(41));
        using RuntimeModule module = RuntimeModule.Load(WasmEngine.Shared, Artifacts.Cluster, ModuleCache.OpenDefault());
        StateView state = StateView.Empty;
        int number = 0;
        foreach (JsonElement call in calls.EnumerateArray())
        {
            string method = call.GetProperty("function").GetString()!;
            string label = $"call {number++}: {method}";
            RecordedHost host = new(call.GetProperty("asked"));
            StateOverlay overlay = new(state);
            using RuntimeInstance instance = new(module, RuntimeHosts.Quiet(overlay, host));
            byte[] result = instance.Call(method, call.Bytes("arguments"));

            Assert.That(Hex.Format(result), Is.EqualTo(call.GetProperty("result").GetString()), label);
            Assert.That(host.Remaining, Is.Zero, label);
            StateView after = call.GetProperty("keep").GetBoolean() ? overlay.ToView() : state;
            Dictionary<string, string?> changes = after.Changes(state);
            foreach (string root in changes.Keys.Where(static key => IsChildRoot(key)).ToArray())
            {
                changes.Remove(root);
            }

            Dictionary<string, string?> expected = call.GetProperty("changes").EnumerateObject()
                .ToDictionary(static change => change.Name, static change => change.Value.GetString());
            Assert.That(changes, Is.EquivalentTo(expected), label);
            state = after;
        }
    }

    private static bool IsChildRoot(string key)
    {
        byte[] bytes = Hex.Parse(key);
        return ChildTrieKey.IsReserved(bytes) && bytes.Length == ChildTrieKey.Prefix.Length + 32;
    }

    private sealed class RecordedHost(JsonElement asked) : IPinkHost
    {
        private int _next;

        public int Remaining => asked.GetArrayLength() - _next;

        public PinkAnswer Call(uint function, uint mode, AccountId contract, ReadOnlyMemory<byte> input)
        {
            JsonElement expected = asked[_next++];
            Assert.Multiple(() =>
            {
                Assert.That(function, Is.EqualTo(expected.GetProperty("function").GetUInt32()));
                Assert.That(mode, Is.EqualTo(expected.GetProperty("mode").GetUInt32()));
                Assert.That(contract.ToString(), Is.EqualTo(expected.GetProperty("contract").GetString()));
                Assert.That(Hex.Format(input.Span), Is.EqualTo(expected.GetProperty("input").GetString()));
            });
            return ScaleCodec.Decode<PinkAnswer>(expected.Bytes("answer"));
        }
    }
}
