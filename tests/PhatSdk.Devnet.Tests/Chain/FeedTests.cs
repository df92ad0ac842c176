using PhatSdk.Devnet.Chain;

namespace PhatSdk.Devnet.Tests.Chain;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FeedTests
{
    private readonly Feed<int> _feed = new(0);

    [Test]
    public async Task WhoFollowsGetsTheLatestAndThenEachNewOne()
    {
        _feed.Publish(1);
        Follower<int> follower = _feed.Follow();
        _feed.Publish(2);
        _feed.Publish(3);
        _feed.Close();
        Assert.That(await follower.Items.ReadAllAsync().ToListAsync(), Is.EqualTo((int[])[1, 2, 3]));
        Assert.That(await _feed.Follow().Items.ReadAllAsync().CountAsync(), Is.EqualTo(1), "after the end there is the last one alone");
        Assert.That(_feed.Followers, Is.Zero);
    }

    [Test]
    public async Task WhoGoesGetsNoMore()
    {
        Follower<int> follower = _feed.Follow();
        follower.Dispose();
        _feed.Publish(1);
        Assert.That(await follower.Items.ReadAllAsync().CountAsync(), Is.EqualTo(1));
        Assert.That(_feed.Followers, Is.Zero);
    }

    [Test]
    public void HowThingsStandMayBeSomethingElseThanWhatWasTold()
    {
        Follower<int> early = _feed.Follow();
        _feed.Publish([1, 2], 100);
        Follower<int> late = _feed.Follow();
        Assert.That(early.Items.ReadAvailable(), Is.EqualTo((int[])[0, 1, 2]));
        Assert.That(late.Items.ReadAvailable(), Is.EqualTo((int[])[100]));
    }
}
