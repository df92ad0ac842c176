using System.Threading.Channels;
using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class RpcSessionTests
{
    private readonly RpcSession _session = new();

    [Test]
    public void EachSubscriptionHasItsOwnId()
    {
        RpcFeed one = Open();
        RpcFeed other = Open();
        Assert.That(one.Id, Is.Not.Empty.And.Not.EqualTo(other.Id));
        Assert.That(_session.Close(one.Id), Is.True);
        Assert.That(_session.Close(one.Id), Is.False);
        Assert.That(_session.Close(other.Id), Is.True);
    }

    [Test]
    public void TheyAreLimited()
    {
        using RpcSession session = new();
        for (int i = 0; i < RpcSession.MostSubscriptions; i++)
        {
            session.Open(Feed());
        }

        Owner owner = new();
        RpcErrorException error = Assert.Throws<RpcErrorException>(() => session.Open(Feed(owner)))!;
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32006, "Exceeded max limit of 1024")));
        Assert.That(owner.IsDisposed, Is.True);
    }

    [Test]
    public async Task TheEndClosesAllAndLetsGoOfTheirSources()
    {
        RpcSession session = new();
        Owner owner = new();
        RpcFeed feed = Feed(owner);
        session.Open(feed);
        session.Dispose();
        Assert.That(await feed.ReadAllAsync().CountAsync(), Is.Zero);
        Assert.That(owner.IsDisposed, Is.True);
        Assert.That(() => session.Open(Feed()), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(session.Count, Is.Zero);
    }

    private static RpcFeed<int> Feed(IDisposable? owner = null) =>
        new(Channel.CreateUnbounded<int>().Reader, static _ => null, owner) { NotificationMethod = "test" };

    private RpcFeed<int> Open()
    {
        RpcFeed<int> feed = Feed();
        _session.Open(feed);
        return feed;
    }

    private sealed class Owner : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
