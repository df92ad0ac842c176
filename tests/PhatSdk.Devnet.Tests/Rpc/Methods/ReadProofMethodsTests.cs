using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Devnet.Tests.State;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class ReadProofMethodsTests : RpcMethodsTests
{
    [Test]
    public async Task AnAccountIsProvedAgainstTheHeadersRoot()
    {
        await Rpc.CallAsync("dev_newBlock");
        byte[] key = TestTransactions.AccountKey(DevKeypairs.Alice.AccountId);
        JsonElement answer = await Rpc.ReadAsync("state_getReadProof", $"[[\"{Hex.Format(key)}\",\"0x00\"]]");
        TrieProofReader reader = new(answer.GetProperty("proof").EnumerateArray().Select(node => Hex.Parse(node.GetString()!)));
        Assert.That(answer.GetProperty("at").GetString(), Is.EqualTo(Rpc.Chain.Best.Hash.ToString()));
        Assert.That(reader.Read(Rpc.Chain.Best.Header.StateRoot, key), Is.EqualTo(Rpc.Chain.Best.State.Get(key)!.Value.ToArray()));
        Assert.That(reader.Read(Rpc.Chain.Best.Header.StateRoot, [0]), Is.Null);
    }

    [Test]
    public async Task AChildTrieThatIsNotThereIsProvedToBeNot()
    {
        JsonElement answer = await Rpc.ReadAsync("state_getChildReadProof", $"[\"{Hex.Format(":child_storage:default:x"u8)}\",[\"0x00\"],\"{Rpc.Chain.Genesis.Hash}\"]");
        TrieProofReader reader = new(answer.GetProperty("proof").EnumerateArray().Select(node => Hex.Parse(node.GetString()!)));
        Assert.That(reader.Read(Rpc.Chain.Genesis.Header.StateRoot, ":child_storage:default:x"u8), Is.Null);
        RpcErrorException error = await Rpc.ErrorAsync("state_getChildReadProof", "[\"0x00\",[]]");
        Assert.That((error.Code, error.ErrorMessage), Is.EqualTo((4003, "Client error: Invalid child storage key: 0x00")));
    }
}
