using System.Collections.Concurrent;
using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Devnet.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Primitives;
using PhatSdk.Rpc.Messages;

namespace PhatSdk.EndToEnd.Tests.Extrinsics;

/// <summary>Many submissions of one account, others that submit for it too, and blocks that are given up.</summary>
internal sealed class ExtrinsicNonceTests
{
    private const string CountVariable = "PHATSDK_SUBMISSIONS";

    // The gate asks for ten thousand; a tenth of that takes seconds.
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable(CountVariable), out int count) ? count : 1_000;

    [Test]
    [CancelAfter(600_000)]
    public async Task SixtyFourTasksOfOneAccountLeaveNoGap(CancellationToken cancellationToken)
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false }, cancellationToken);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect(), null, cancellationToken);
        ExtrinsicClient extrinsics = new(chain);
        RuntimeCall remark = RuntimeCall.Create(chain.Metadata, "System", "remark", ("remark", Array.Empty<byte>()));
        ConcurrentDictionary<Hash256, ExtrinsicReceipt> receipts = new();
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref next) < Count)
                {
                    ExtrinsicReceipt receipt = await extrinsics.SubmitAsync(remark, DevKeypairs.Alice, null, cancellationToken);
                    receipts.TryAdd(receipt.ExtrinsicHash, receipt);
                }
            },
            cancellationToken)));

        Assert.That(receipts, Has.Count.EqualTo(Count));
        Assert.That((await chain.GetAccountAsync(DevKeypairs.Alice.AccountId, null, cancellationToken)).Nonce, Is.EqualTo(Count));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task AccountThatOthersUseTooComesBackIntoStep(CancellationToken cancellationToken)
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false }, cancellationToken);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect(), null, cancellationToken);
        ExtrinsicClient[] clients = [new(chain), new(chain)];
        RuntimeCall remark = RuntimeCall.Create(chain.Metadata, "System", "remark", ("remark", Array.Empty<byte>()));

        // One after the other, nothing is refused.
        for (int i = 0; i < 6; i++)
        {
            await clients[i % 2].SubmitAsync(remark, DevKeypairs.Alice, null, cancellationToken);
        }

        // At the same time some are, and told so; those behind them are not held up.
        int refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            async () =>
            {
                try
                {
                    await clients[i % 2].SubmitAsync(remark, DevKeypairs.Alice, null, cancellationToken);
                }
                catch (InvalidTransactionException)
                {
                    Interlocked.Increment(ref refused);
                }
                catch (ExtrinsicLostException)
                {
                    Interlocked.Increment(ref refused);
                }
            },
            cancellationToken)));
        await clients[0].SubmitAsync(remark, DevKeypairs.Alice, null, cancellationToken);
        await clients[1].SubmitAsync(remark, DevKeypairs.Alice, null, cancellationToken);

        Assert.That((await chain.GetAccountAsync(DevKeypairs.Alice.AccountId, null, cancellationToken)).Nonce, Is.EqualTo(6 + 40 - refused + 2));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task RefusedOneLeavesItsNonceToTheNext(CancellationToken cancellationToken)
    {
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(new PhatDevnetOptions { HasCluster = false }, cancellationToken);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect(), null, cancellationToken);
        ExtrinsicClient extrinsics = new(chain);
        RuntimeCall remark = RuntimeCall.Create(chain.Metadata, "System", "remark", ("remark", Array.Empty<byte>()));
        Task<ExtrinsicReceipt>[] submissions =
        [
            .. Enumerable.Range(0, 30).Select(i => Task.Run(
                async () => await extrinsics.SubmitAsync(
                    remark, DevKeypairs.Alice, new ExtrinsicOptions { Tip = i % 3 == 2 ? UInt128.MaxValue / 4 : 0 }, cancellationToken),
                cancellationToken)),
        ];
        await ((Task)Task.WhenAll(submissions)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.That(submissions.Count(submission => submission.IsCompletedSuccessfully), Is.EqualTo(20));
        Assert.That(submissions.Where(submission => submission.IsFaulted).Select(submission => submission.Exception!.InnerException), Is.All.InstanceOf<InvalidTransactionException>());
        Assert.That((await chain.GetAccountAsync(DevKeypairs.Alice.AccountId, null, cancellationToken)).Nonce, Is.EqualTo(20));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task RetractedBlockIsToldAndTheNextOneIsFollowed(CancellationToken cancellationToken)
    {
        PhatDevnetOptions options = new() { HasCluster = false, Seal = SealPolicy.OnDemand, Finality = FinalityPolicy.OnDemand };
        await using PhatDevnet devnet = await PhatDevnet.StartAsync(options, cancellationToken);
        await using ChainClient chain = await ChainClient.ConnectAsync(devnet.Connect(), null, cancellationToken);
        RuntimeCall remark = RuntimeCall.Create(chain.Metadata, "System", "remark", ("remark", Array.Empty<byte>()));
        await using ExtrinsicTracker tracker = await new ExtrinsicClient(chain).SubmitAndTrackAsync(remark, DevKeypairs.Alice, null, cancellationToken);
        Hash256 first = await devnet.SealBlockAsync(cancellationToken);
        ExtrinsicReceipt inBlock = await tracker.WaitForBlockAsync(cancellationToken);

        await devnet.ReorganizeAsync(1, cancellationToken);
        Hash256 last = await devnet.SealBlockAsync(cancellationToken);
        await devnet.FinalizeBlockAsync(last, cancellationToken);
        List<ExtrinsicStatus> statuses = [];
        await foreach (ExtrinsicStatus status in tracker.ReadStatusesAsync(cancellationToken))
        {
            statuses.Add(status);
        }

        Assert.That(inBlock.BlockHash, Is.EqualTo(first));
        Assert.That(statuses[0], Is.EqualTo(new ExtrinsicStatus(ExtrinsicStatusKind.Retracted, first)));
        Assert.That(statuses[^1].Kind, Is.EqualTo(ExtrinsicStatusKind.Finalized));
        Assert.That(statuses[^1].Hash, Is.Not.EqualTo(first));
        Assert.That((await tracker.WaitForFinalizationAsync(cancellationToken)).BlockHash, Is.EqualTo(statuses[^1].Hash));
    }
}
