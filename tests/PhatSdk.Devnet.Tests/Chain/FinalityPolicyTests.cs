using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class FinalityPolicyTests
{
    [Test]
    public void ADelayOfNoBlocksIsInstant() => Assert.That(FinalityPolicy.DelayedBy(0), Is.SameAs(FinalityPolicy.Instant));

    [Test]
    public void PoliciesDescribeThemselves()
    {
        object[] policies = [FinalityPolicy.Instant, FinalityPolicy.OnDemand, FinalityPolicy.DelayedBy(3)];
        Assert.That(string.Join("; ", policies), Is.EqualTo("at once; on demand; 3 blocks later"));
    }
}
