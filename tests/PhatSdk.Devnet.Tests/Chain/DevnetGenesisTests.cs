using System.Text.Json.Nodes;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Devnet.Chain;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class DevnetGenesisTests
{
    private static readonly AccountId Worker = AccountId.Parse("0x3a3d45dc55b57bf542f4c6ff41af080ec675317f4ed50ae1d2713bf9f892692d");

    [Test]
    public void TheSixAccountsAreFunded()
    {
        Block genesis = Genesis([]).Build(SharedRuntime.Instance);
        Keypair[] accounts = [DevKeypairs.Alice, DevKeypairs.Bob, DevKeypairs.Charlie, DevKeypairs.Dave, DevKeypairs.Eve, DevKeypairs.Ferdie];
        Assert.That(accounts.Select(account => TestTransactions.Account(genesis, account.AccountId).Free), Is.All.EqualTo(DevnetGenesis.DefaultEndowment));
    }

    [Test]
    public void FurtherAccountsAreFundedAndMayReplaceTheSix()
    {
        AccountId other = new([.. Enumerable.Repeat((byte)7, 32)]);
        Block genesis = Genesis(new() { [other] = 5_000_000_000_000, [DevKeypairs.Bob.AccountId] = 7_000_000_000_000 }).Build(SharedRuntime.Instance);
        Assert.Multiple(() =>
        {
            Assert.That(TestTransactions.Account(genesis, other).Free, Is.EqualTo((UInt128)5_000_000_000_000));
            Assert.That(TestTransactions.Account(genesis, DevKeypairs.Bob.AccountId).Free, Is.EqualTo((UInt128)7_000_000_000_000));
        });
    }

    [Test]
    public void ABalanceBelowTheExistentialDepositIsRefused() =>
        Assert.That(
            () => Genesis(new() { [new AccountId(new byte[32])] = 1 }).Build(SharedRuntime.Instance),
            Throws.ArgumentException.With.Message.Contains("existential deposit"));

    [Test]
    public void TheFirstHeaderIsThatOfAGenesis()
    {
        Block genesis = Genesis([]).Build(SharedRuntime.Instance);
        Assert.Multiple(() =>
        {
            Assert.That(genesis.Number, Is.Zero);
            Assert.That(genesis.ParentHash, Is.EqualTo(default(Hash256)));
            Assert.That(genesis.Header.StateRoot, Is.EqualTo(genesis.State.Root()));
            Assert.That(genesis.State.Get(":code"u8)!.Value.Length, Is.EqualTo(SharedRuntime.Instance.Code.Length));
        });
    }

    [Test]
    public void TheSameOptionsGiveTheSameGenesis()
    {
        Block first = Genesis([]).Build(SharedRuntime.Instance);
        Block second = Genesis([]).Build(SharedRuntime.Instance);
        Assert.That(second.Hash, Is.EqualTo(first.Hash));
    }

    [Test]
    public void WorkersAndGatekeepersAreThoseGiven()
    {
        JsonNode patched = JsonNode.Parse(Genesis([]).ApplyTo("""{"balances":{"balances":[],"devAccounts":null},"phalaRegistry":{"workers":[],"gatekeepers":[],"benchmarkDuration":1}}"""))!;
        string worker = Ss58Address.Format(Worker, Ss58Prefix.Phala);
        Assert.Multiple(() =>
        {
            Assert.That(patched["phalaRegistry"]!["workers"]![0]![0]!.GetValue<string>(), Is.EqualTo(worker));
            Assert.That(patched["phalaRegistry"]!["workers"]![0]![1]!.AsArray(), Has.Count.EqualTo(32));
            Assert.That(patched["phalaRegistry"]!["gatekeepers"]![0]!.GetValue<string>(), Is.EqualTo(worker));
            Assert.That(patched["sudo"]!["key"]!.GetValue<string>(), Is.EqualTo(Ss58Address.Format(DevKeypairs.Alice.AccountId, Ss58Prefix.Phala)));
            Assert.That(patched["balances"]!.AsObject().ContainsKey("devAccounts"), Is.True, "what is not ours stays");
        });
    }

    private static DevnetGenesis Genesis(Dictionary<AccountId, UInt128> endowments) => DevnetGenesis.Development(endowments, [new GenesisWorker(Worker)]);
}
