using Microsoft.Extensions.Time.Testing;
using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class ChainClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void TimeGoesOnFromWhereTheClockWasPut()
    {
        FakeTimeProvider inner = new(Start);
        ChainClock clock = new(inner);
        long before = clock.GetTimestamp();
        clock.Set(Start.AddDays(10));
        inner.Advance(TimeSpan.FromSeconds(1));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Start.AddDays(10).AddSeconds(1)));
        Assert.That(clock.GetElapsedTime(before), Is.EqualTo(TimeSpan.FromDays(10).Add(TimeSpan.FromSeconds(1))));
    }

    [Test]
    public void GoingBackMakesNothingYounger()
    {
        FakeTimeProvider inner = new(Start);
        ChainClock clock = new(inner);
        long before = clock.GetTimestamp();
        clock.Set(Start.AddDays(-10));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Start.AddDays(-10)));
        Assert.That(clock.GetElapsedTime(before), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void TimersRunAtTheirPace()
    {
        FakeTimeProvider inner = new(Start);
        ChainClock clock = new(inner);
        int ticks = 0;
        using ITimer timer = clock.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        clock.Set(Start.AddDays(1));
        Assert.That(ticks, Is.Zero);
        inner.Advance(TimeSpan.FromSeconds(2));
        Assert.That(ticks, Is.EqualTo(2));
    }
}
