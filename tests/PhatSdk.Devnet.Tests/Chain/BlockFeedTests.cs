using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.State;

namespace PhatSdk.Devnet.Tests.Chain;

public sealed class BlockFeedTests
{
    private readonly BlockFeed _feed = new(Numbered(0));

    [Test]
    public async Task WhoFollowsGetsTheLatestAndThenEachNewOne()
    {
        _feed.Publish(Numbered(1));
        BlockFollower follower = _feed.Follow();
        _feed.Publish(Numbered(2));
        _feed.Publish(Numbered(3));
        _feed.Close();
        List<uint> numbers = await follower.Blocks.ReadAllAsync().Select(block => block.Number).ToListAsync();
        Assert.That(string.Join(", ", numbers), Is.EqualTo("1, 2, 3"));
        Assert.That(await _feed.Follow().Blocks.ReadAllAsync().CountAsync(), Is.EqualTo(1), "after the end there is the last one alone");
        Assert.That(_feed.Followers, Is.Zero);
    }

    [Test]
    public async Task WhoGoesGetsNoMore()
    {
        BlockFeed feed = new(Numbered(0));
        BlockFollower follower = feed.Follow();
        follower.Dispose();
        feed.Publish(Numbered(1));
        Assert.That(await follower.Blocks.ReadAllAsync().CountAsync(), Is.EqualTo(1));
        Assert.That(feed.Followers, Is.Zero);
    }

    private static Block Numbered(uint number) => new(new Header { ParentHash = default, Number = number }.Encode(), [], StateView.Empty, number);
}
