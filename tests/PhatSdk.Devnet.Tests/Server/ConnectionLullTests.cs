using Microsoft.Extensions.Time.Testing;
using PhatSdk.Devnet.Server;

namespace PhatSdk.Devnet.Tests.Server;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConnectionLullTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _clock = new();

    [Test]
    public async Task AConnectionThatWasNotUsedForLongEnoughIsQuiet()
    {
        ConnectionLull lull = new(Length, _clock);
        _clock.Advance(Length);
        await lull.WaitAsync(default);
    }

    [Test]
    public async Task EachUseBeginsTheWaitAnew()
    {
        ConnectionLull lull = new(Length, _clock);
        Task quiet = lull.WaitAsync(default);
        _clock.Advance(Length / 2);
        lull.Use();
        _clock.Advance(Length / 2);
        Assert.That(quiet.IsCompleted, Is.False);
        _clock.Advance(Length / 2);
        await quiet;
    }

    [Test]
    public async Task WhileARequestRunsItIsNotQuiet()
    {
        ConnectionLull lull = new(Length, _clock);
        lull.Begin();
        Task quiet = lull.WaitAsync(default);
        _clock.Advance(Length);
        _clock.Advance(Length);
        Assert.That(quiet.IsCompleted, Is.False);
        lull.End();
        _clock.Advance(Length);
        _clock.Advance(Length);
        await quiet;
    }

    [Test]
    public async Task WhoNeverStopsAskingIsNotWaitedForForEver()
    {
        ConnectionLull lull = new(Length, _clock);
        lull.Begin();
        Task quiet = lull.WaitAsync(default);
        while (!quiet.IsCompleted)
        {
            _clock.Advance(Length);
            await Task.Yield();
        }
    }

    [Test]
    public async Task NoLullIsNoWait()
    {
        ConnectionLull lull = new(TimeSpan.Zero, _clock);
        lull.Use();
        await lull.WaitAsync(default);
    }

    [Test]
    public void TheWaitCanBeEnded()
    {
        ConnectionLull lull = new(Length, _clock);
        using CancellationTokenSource ending = new();
        Task quiet = lull.WaitAsync(ending.Token);
        ending.Cancel();
        Assert.That(async () => await quiet, Throws.InstanceOf<OperationCanceledException>());
    }
}
