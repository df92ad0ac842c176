using PhatSdk.Devnet.Worker;

namespace PhatSdk.Devnet.Tests.Worker;

internal sealed class QueryThreadsTests
{
    private const int Places = 4;

    [Test]
    public async Task AsManyRunAtOnceAsThereArePlaces()
    {
        await using QueryThreads threads = new(Places, queueLimit: 2 * Places);
        using Barrier together = new(Places);
        (bool HadRoom, int Value)[] answers = await Task.WhenAll(Enumerable.Range(0, 2 * Places).Select(i => threads.RunAsync(
            token =>
            {
                together.SignalAndWait(token);
                return i;
            },
            CancellationToken.None)));
        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 2 * Places).Select(i => (true, i))));
    }

    [Test]
    public async Task WhereTheQueueIsFullThereIsNoRoom()
    {
        await using QueryThreads threads = new(places: 1, queueLimit: 1);
        using ManualResetEventSlim open = new();
        Task<(bool HadRoom, int Value)> running = threads.RunAsync(Wait, CancellationToken.None);
        Task<(bool HadRoom, int Value)> waiting = threads.RunAsync(Wait, CancellationToken.None);
        Assert.That((await threads.RunAsync(Wait, CancellationToken.None)).HadRoom, Is.False);
        open.Set();
        Assert.That(((await running).HadRoom, (await waiting).HadRoom), Is.EqualTo((true, true)));
        Assert.That((await threads.RunAsync(Wait, CancellationToken.None)).HadRoom, Is.True, "there is room again");

        int Wait(CancellationToken token)
        {
            open.Wait(token);
            return 0;
        }
    }

    [Test]
    public async Task AQueryThatThrowsGivesItsPlaceBack()
    {
        await using QueryThreads threads = new(places: 1, queueLimit: 0);
        Assert.That(async () => await threads.RunAsync<int>(static _ => throw new NotSupportedException(), CancellationToken.None), Throws.InstanceOf<NotSupportedException>());
        Assert.That(await threads.RunAsync(static _ => 1, CancellationToken.None), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task DisposalEndsWhatRunsAndWhatWaits()
    {
        QueryThreads threads = new(places: 1, queueLimit: 1);
        TaskCompletionSource<Thread> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task running = threads.RunAsync(
            token =>
            {
                started.SetResult(Thread.CurrentThread);
                return token.WaitHandle.WaitOne();
            },
            CancellationToken.None);
        Task waiting = threads.RunAsync(static _ => true, CancellationToken.None);
        Thread thread = await started.Task;
        await threads.DisposeAsync();
        Assert.Multiple(() =>
        {
            Assert.That(thread.Join(TimeSpan.FromSeconds(10)), Is.True, "its thread is gone");
            Assert.That(running.IsCompletedSuccessfully, Is.True);
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await threads.RunAsync(static _ => true, CancellationToken.None), Throws.InstanceOf<OperationCanceledException>());
        });
    }
}
