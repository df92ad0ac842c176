using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class SealPolicyTests
{
    [TestCase(0.0)]
    [TestCase(-1.0)]
    [TestCase(0.9)]
    [TestCase(4_294_967_295.0)]
    public void APaceThatNoTimerKeepsIsRefused(double milliseconds) =>
        Assert.That(() => SealPolicy.Every(TimeSpan.FromMilliseconds(milliseconds)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1.0)]
    [TestCase(4_294_967_294.0)]
    public async Task APaceThatATimerKeepsIsTaken(double milliseconds)
    {
        SealPolicy policy = SealPolicy.Every(TimeSpan.FromMilliseconds(milliseconds));
        await using SealingLoop loop = new(policy, TimeProvider.System, static _ => Task.CompletedTask, static _ => Task.CompletedTask);
        Assert.That(policy.ToString(), Does.StartWith("every "));
    }

    [Test]
    public void PoliciesSayWhatTheyAre() => Assert.That($"{SealPolicy.Instant}, {SealPolicy.OnDemand}", Is.EqualTo("instant, on demand"));
}
