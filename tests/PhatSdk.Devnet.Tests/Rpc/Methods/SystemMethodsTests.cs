using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class SystemMethodsTests : RpcMethodsTests
{
    [TestCase("system_chain", "\"Phat Devnet\"")]
    [TestCase("system_chainType", "\"Development\"")]
    [TestCase("system_name", "\"phat-devnet\"")]
    [TestCase("system_properties", """{"ss58Format":30,"tokenDecimals":12,"tokenSymbol":"PHA"}""")]
    [TestCase("system_health", """{"peers":0,"isSyncing":false,"shouldHavePeers":false}""")]
    [TestCase("system_syncState", """{"startingBlock":0,"currentBlock":0,"highestBlock":0}""")]
    [TestCase("system_peers", "[]")]
    public async Task TheNodeDescribesItself(string method, string answer) => Assert.That(await Rpc.CallAsync(method), Is.EqualTo(answer));

    [Test]
    public async Task TheVersionIsTheAssemblys() => Assert.That(await Rpc.CallAsync("system_version"), Does.Match("^\"[0-9]+\\.[0-9]+\\.[0-9]+\"$"));

    [TestCase((ushort)30)]
    [TestCase((ushort)42)]
    public async Task TheNextIndexCountsThePool(ushort prefix)
    {
        string alice = Ss58Address.Format(DevKeypairs.Alice.AccountId, new Ss58Prefix(prefix));
        Assert.That(await Rpc.CallAsync("system_accountNextIndex", $"[\"{alice}\"]"), Is.EqualTo("0"));
        for (uint nonce = 0; nonce < 3; nonce++)
        {
            Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, nonce));
        }

        Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 4));
        Assert.That(await Rpc.CallAsync("system_accountNextIndex", $"[\"{alice}\"]"), Is.EqualTo("3"), "the one behind the gap does not count");
        await Rpc.Chain.SealAsync(default);
        Assert.That(await Rpc.CallAsync("account_nextIndex", $"[\"{alice}\"]"), Is.EqualTo("3"));
    }

    [Test]
    public async Task TheNextIndexNeverFallsBackWhileABlockIsMade()
    {
        string alice = $"[\"{Ss58Address.Format(DevKeypairs.Alice.AccountId, Ss58Prefix.Phala)}\"]";
        for (uint nonce = 0; nonce < 20; nonce++)
        {
            Rpc.Chain.Submit(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, nonce));
            Task sealing = Rpc.Chain.SealAsync(default);
            do
            {
                Assert.That(await Rpc.CallAsync("system_accountNextIndex", alice), Is.EqualTo($"{nonce + 1}"));
            }
            while (!sealing.IsCompleted);
            await sealing;
        }
    }

    [Test]
    public async Task ABadAddressIsNamed()
    {
        RpcErrorException error = await Rpc.ErrorAsync("system_accountNextIndex", "[\"5GrwvaEF\"]");
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32602, "account: \"5GrwvaEF\" is no SS58 address")));
    }

    [Test]
    public async Task ADryRunSaysWhatApplyingWouldGive()
    {
        string transfer = Hex.Format(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 0));
        string future = Hex.Format(await Rpc.Transactions.TransferAsync(DevKeypairs.Alice, DevKeypairs.Bob.AccountId, 1_000_000_000_000, 9));
        Assert.That(await Rpc.CallAsync("system_dryRun", $"[\"{transfer}\"]"), Is.EqualTo("\"0x0000\""));
        Assert.That(await Rpc.CallAsync("system_dryRunAt", $"[\"{future}\",null]"), Is.EqualTo("\"0x010002\""), "InvalidTransaction::Future");
        Assert.That(await Rpc.CallAsync("author_pendingExtrinsics"), Is.EqualTo("[]"));
        RpcErrorException garbage = await Rpc.ErrorAsync("system_dryRun", "[\"0x1234\"]");
        Assert.That((garbage.Code, garbage.ErrorMessage), Is.EqualTo((1, "Unable to dry run extrinsic.")));
    }
}
