using Microsoft.Extensions.Time.Testing;
using PhatSdk.Phat;

namespace PhatSdk.Tests.Phat;

public sealed class ClusterWaitTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task AnAnswerAtOnceNeedsNoTime()
    {
        await Wait(seconds: 10).UntilAsync("it", _ => ValueTask.FromResult(true), default);
    }

    [Test]
    public async Task IsAskedAgainUntilThereIsAnAnswer()
    {
        int asked = 0;
        Task<string> waiting = Wait(seconds: 10).UntilAsync("it", _ => ValueTask.FromResult(++asked < 5 ? null : "here"), default).AsTask();

        for (int i = 0; i < 100 && !waiting.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.That(await waiting, Is.EqualTo("here"));
        Assert.That(asked, Is.EqualTo(5));
    }

    [Test]
    public void WhatDoesNotComeInTimeIsNamed()
    {
        Task waiting = Wait(seconds: 3).UntilAsync("the contract", _ => ValueTask.FromResult(false), default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(3));

        PhatTimeoutException exception = Assert.ThrowsAsync<PhatTimeoutException>(() => waiting)!;

        Assert.That(exception.Awaited, Is.EqualTo("the contract"));
        Assert.That(exception.Message, Is.EqualTo("the contract: not within 3 seconds"));
        Assert.That(exception.IsTransient, Is.True);
    }

    [Test]
    public async Task ACancelledWaitIsCancelledByTheCallersToken()
    {
        using CancellationTokenSource source = new();
        Task waiting = Wait(seconds: 3).UntilAsync("it", _ => ValueTask.FromResult(false), source.Token).AsTask();
        await source.CancelAsync();

        OperationCanceledException exception = Assert.CatchAsync<OperationCanceledException>(() => waiting)!;

        Assert.That(exception.CancellationToken, Is.EqualTo(source.Token));
    }

    [Test]
    public void WhatTheProbeThrowsIsThrown() =>
        Assert.ThrowsAsync<FormatException>(async () => await Wait(seconds: 3).UntilAsync("it", _ => throw new FormatException(), default(CancellationToken)));

    private ClusterWait Wait(int seconds) =>
        new(new PhatClientOptions { WaitTimeout = TimeSpan.FromSeconds(seconds), PollInterval = TimeSpan.FromMilliseconds(40), TimeProvider = _time });
}
