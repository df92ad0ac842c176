using System.Security.Cryptography;
using System.Text;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Tests.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DevnetFileTests
{
    private const int Start = 16 + SHA256.HashSizeInBytes;

    private static readonly PhatDevnetOptions Options = new() { ModuleCacheFolder = SharedRuntime.CacheFolder, HasCluster = false };

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"PhatSdk-{Guid.NewGuid():n}.devnet");

    [TearDown]
    public void TearDown() => File.Delete(_path);

    [Test]
    public async Task AnImportedChainGoesOnWhereItWas()
    {
        Hash256 genesis;
        Hash256 head;
        await using (PhatDevnet devnet = await PhatDevnet.StartAsync(Options))
        {
            await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect());
            await new ExtrinsicClient(chain).SubmitAsync(Transfer(chain), DevKeypairs.Alice);
            await new ExtrinsicClient(chain).SubmitAsync(Transfer(chain), DevKeypairs.Alice);
            await devnet.ExportAsync(_path);
            (genesis, head) = (devnet.GenesisHash, devnet.BlockHash);
        }

        await using PhatDevnet imported = await PhatDevnet.StartAsync(Options with { ImportFile = _path });
        await using ChainClient again = await ChainClient.ConnectAsync(imported.Connect());
        Assert.That((imported.GenesisHash, imported.BlockHash, imported.BlockNumber), Is.EqualTo((genesis, head, 2u)));
        Assert.That((await again.GetAccountAsync(DevKeypairs.Bob.AccountId)).Free, Is.EqualTo(DevnetGenesis.DefaultEndowment + 2_000_000_000_000));
        ExtrinsicReceipt receipt = await new ExtrinsicClient(again).SubmitAsync(Transfer(again), DevKeypairs.Alice);
        Assert.That(receipt.BlockNumber, Is.EqualTo(3), "signed for the same chain, with the next nonce");
    }

    [Test]
    public async Task TheStateIsTheSameToTheLastNode()
    {
        await using DevnetChain chain = new(SharedRuntime.Instance, DevnetGenesis.Development(new Dictionary<AccountId, UInt128>(), []), new ChainOptions());
        Block block = await chain.SealAsync(default);
        await DevnetFile.WriteAsync(_path, ChainImage.Of(chain.Tree), worker: null, default);
        DevnetFile file = await DevnetFile.ReadAsync(_path, default);
        Assert.Multiple(() =>
        {
            Assert.That(file.Chain.Head.State.Root(), Is.EqualTo(block.Header.StateRoot));
            Assert.That(file.Chain.Head.Hash, Is.EqualTo(block.Hash));
            Assert.That(file.Chain.Head.TimestampMs, Is.EqualTo(block.TimestampMs));
            Assert.That(file.Chain.Head.TransactionHashes, Is.EqualTo(block.TransactionHashes));
            Assert.That(file.Chain.ToTree().Genesis.Hash, Is.EqualTo(chain.Genesis.Hash));
            Assert.That(file.Chain.ToTree().Genesis.HasState, Is.False);
            Assert.That(file.HasWorker, Is.False);
        });
    }

    [Test]
    public async Task ADamagedFileIsRefusedByName()
    {
        await WriteAsync();
        byte[] whole = await File.ReadAllBytesAsync(_path);
        int[] places = [0, 15, 16, 47, Start, Start + 100, whole.Length / 2, whole.Length - 1];
        foreach (int place in places)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 1;
            await AssertRefusedAsync(damaged, place < 15 ? "does not begin as one" : place == 15 ? "another version" : "damaged");
        }

        foreach (int length in (int[])[0, 10, 16, 47, Start, Start + 1000, whole.Length - 1])
        {
            await AssertRefusedAsync(whole[..length], length < 15 ? "does not begin as one" : "damaged");
        }

        await AssertRefusedAsync([.. whole, 0], "damaged");
    }

    [Test]
    public async Task BytesThatAreNoNetworkAreRefusedThoughTheDigestIsRight()
    {
        foreach (byte[] body in (byte[][])[[], [0], [0xff, 0xff, 0xff, 0xff], Encoding.UTF8.GetBytes("something else altogether")])
        {
            await AssertRefusedAsync([.. "PhatSdk devnet 1"u8, .. SHA256.HashData(body), .. body], "is no devnet's file");
        }
    }

    [Test]
    public async Task AnExportThatIsEndedLeavesTheOldFile()
    {
        await WriteAsync();
        byte[] before = await File.ReadAllBytesAsync(_path);
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await devnet.SealBlockAsync();
        using CancellationTokenSource ended = new();
        await ended.CancelAsync();
        Assert.That(async () => await devnet.ExportAsync(_path, ended.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await File.ReadAllBytesAsync(_path), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_path) + "*"), Is.EqualTo((string[])[_path]), "nothing is left beside it");
    }

    [Test]
    public async Task AClusterGoesOnToo()
    {
        PhatDevnetOptions withCluster = Options with { HasCluster = true };
        await using (PhatDevnet devnet = await PhatDevnet.StartAsync(withCluster))
        {
            await devnet.ExportAsync(_path);
        }

        await using PhatDevnet imported = await PhatDevnet.StartAsync(withCluster with { ImportFile = _path });
        await using ChainClient chain = await ChainClient.ConnectAsync(imported.Connect());
        await using Phat.PhatClient phat = await Phat.PhatClient.ConnectAsync(chain, imported.Worker);
        Assert.That(phat.Cluster, Is.EqualTo(imported.ClusterId));
        Assert.That(phat.HasLogger, Is.True, "the system contract answers, from its own state");
    }

    private async Task WriteAsync()
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(Options);
        await devnet.ExportAsync(_path);
    }

    private async Task AssertRefusedAsync(byte[] bytes, string reason)
    {
        await File.WriteAllBytesAsync(_path, bytes);
        Assert.That(
            async () => await PhatDevnet.StartAsync(Options with { ImportFile = _path }),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartWith(_path).And.Message.Contains(reason));
    }

    private static RuntimeCall Transfer(ChainClient chain) => RuntimeCall.Create(
        chain.Metadata,
        "Balances",
        "transfer_keep_alive",
        ("dest", RuntimeCall.Address(chain.Metadata, DevKeypairs.Bob.AccountId)),
        ("value", (UInt128)1_000_000_000_000));
}
