using System.Text.Json;
using PhatSdk.Devnet.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.State;

public sealed class TrieProofTests
{
    [Test]
    public void ProofsOfSpTrieAreRead()
    {
        foreach (JsonElement row in TrieVectors.Table("proofs", 10))
        {
            TrieProofReader reader = new(row.GetProperty("nodes").EnumerateArray().Select(node => Hex.Parse(node.GetString()!)));
            Hash256 root = row.Hash("root");
            if (row.GetProperty("child").GetString() is { } child)
            {
                root = new Hash256(reader.Read(root, [.. ":child_storage:default:"u8, .. Hex.Parse(child)])!);
            }

            foreach (JsonElement value in row.GetProperty("values").EnumerateArray())
            {
                byte[]? read = reader.Read(root, Hex.Parse(value[0].GetString()!));
                Assert.That(read is null ? null : Hex.Format(read), Is.EqualTo(value[1].GetString()));
            }
        }
    }

    [TestCase("states", 19)]
    [TestCase("randomStates", 4)]
    public void EachValueOfAStateIsProved(string table, int rows)
    {
        foreach (JsonElement row in TrieVectors.Table(table, rows))
        {
            StateView state = new StateOverlay(StateView.Empty).Apply(row.GetProperty("entries")).ToView();
            foreach (StateVersion version in (StateVersion[])[StateVersion.V0, StateVersion.V1])
            {
                Hash256 root = row.Hash(version == StateVersion.V0 ? "rootV0" : "rootV1");
                foreach (JsonElement entry in row.GetProperty("entries").EnumerateArray())
                {
                    byte[] key = Hex.Parse(entry[0].GetString()!);
                    byte[] absent = [.. key, 1];
                    TrieProofReader reader = new(state.ReadProof([key, absent], version));
                    Assert.That(Hex.Format(reader.Read(root, key)!), Is.EqualTo(entry[1].GetString()));
                    Assert.That(reader.Read(root, absent), Is.EqualTo(state.Get(absent)?.ToArray()));
                }

                Assert.That(new TrieProofReader(state.ReadProof([[0xfe, 0xdc, 0xba]], version)).Read(root, [0xfe, 0xdc, 0xba]), Is.Null);
            }
        }
    }

    [Test]
    public void ValuesOfChildTriesAreProved()
    {
        foreach (JsonElement row in TrieVectors.Table("children", 2))
        {
            StateOverlay overlay = new StateOverlay(StateView.Empty).Apply(row.GetProperty("entries"));
            foreach (JsonElement child in row.GetProperty("children").EnumerateArray())
            {
                foreach (JsonElement entry in child.GetProperty("entries").EnumerateArray())
                {
                    overlay.SetChild(Hex.Parse(child.GetProperty("id").GetString()!), Hex.Parse(entry[0].GetString()!), Hex.Parse(entry[1].GetString()!));
                }
            }

            StateView state = overlay.ToView();
            foreach (JsonElement child in row.GetProperty("children").EnumerateArray())
            {
                byte[] id = Hex.Parse(child.GetProperty("id").GetString()!);
                byte[][] keys = [.. child.GetProperty("entries").EnumerateArray().Select(entry => Hex.Parse(entry[0].GetString()!)), "absent"u8.ToArray()];
                TrieProofReader reader = new(state.ChildReadProof(id, keys));
                byte[]? childRoot = reader.Read(row.Hash("rootV1"), [.. ":child_storage:default:"u8, .. id]);
                Assert.That(childRoot is null ? default(Hash256?) : new Hash256(childRoot), Is.EqualTo(state.ChildRoot(id)));
                foreach (byte[] key in childRoot is null ? [] : keys)
                {
                    Assert.That(reader.Read(new Hash256(childRoot), key), Is.EqualTo(state.GetChild(id, key)?.ToArray()));
                }
            }
        }
    }

    [Test]
    public void AProofHoldsNoMoreThanIsNeeded()
    {
        JsonElement row = TrieVectors.Table("randomStates", 4)[3];
        StateView state = new StateOverlay(StateView.Empty).Apply(row.GetProperty("entries")).ToView();
        byte[] key = Hex.Parse(row.GetProperty("entries")[7][0].GetString()!);
        IReadOnlyList<byte[]> proof = state.ReadProof([key, key]);
        Assert.That(proof, Is.Unique);
        for (int left = 0; left < proof.Count; left++)
        {
            TrieProofReader reader = new(proof.Where((_, index) => index != left));
            Assert.That(() => reader.Read(row.Hash("rootV1"), key), Throws.InstanceOf<InvalidDataException>(), $"node {left} is needed");
        }
    }

    [Test]
    public void AnEmptyStateProvesThatThereIsNothing() =>
        Assert.That(new TrieProofReader(StateView.Empty.ReadProof([[1]])).Read(StateView.Empty.Root(), [1]), Is.Null);
}
