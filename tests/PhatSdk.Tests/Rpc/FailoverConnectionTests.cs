using PhatSdk.Rpc;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

[CancelAfter(60_000)]
internal sealed class FailoverConnectionTests
{
    private static readonly ReadOnlyMemory<byte> None = new RpcParameters().ToJson();
    private static readonly ReconnectionOptions Quick = new() { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) };

    [Test]
    public async Task NextNodeTakesOverAndIsKept(CancellationToken cancellationToken)
    {
        FakeRpcConnection first = Wire("a").Fail("system_name", new RpcConnectionException("cut"));
        FakeRpcConnection second = Wire("b");
        RpcEndpoint down = ReconnectingConnectionTests.Endpoint("a", first);
        RpcEndpoint up = ReconnectingConnectionTests.Endpoint("b", second);
        await using FailoverConnection connection = new([down, up], Quick);

        Assert.That((await connection.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("b"));
        Assert.That((await connection.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("b"));
        Assert.That(second.IsDisposed, Is.False);
    }

    [Test]
    public async Task NodeThatServedLastIsTriedFirst(CancellationToken cancellationToken)
    {
        RpcEndpoint a = ReconnectingConnectionTests.Endpoint("a");
        RpcEndpoint b = ReconnectingConnectionTests.Endpoint("b", Wire("b1"), Wire("b2"));
        int askedA = 0;
        RpcEndpoint counted = new("a", async token =>
        {
            askedA++;
            await a.ConnectAsync(token);
            throw new InvalidOperationException();
        });
        await using FailoverConnection connection = new([counted, b], Quick);
        Assert.That((await connection.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("b1"));
        Assert.That(askedA, Is.EqualTo(1));

        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("cut", None, cancellationToken));

        Assert.That((await connection.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("b2"));
        Assert.That(askedA, Is.EqualTo(1));
    }

    [Test]
    public async Task NodeOfAnotherChainIsNeverTaken(CancellationToken cancellationToken)
    {
        RpcEndpoint a = ReconnectingConnectionTests.Endpoint("a", Wire("a"));
        RpcEndpoint stranger = ReconnectingConnectionTests.Endpoint("x", Wire("x", "0x99"));
        RpcEndpoint c = ReconnectingConnectionTests.Endpoint("c", Wire("c"));
        await using FailoverConnection connection = new([a, stranger, c], Quick);
        Assert.That((await connection.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("a"));
        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("cut", None, cancellationToken));

        Assert.That((await connection.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("c"));
    }

    [Test]
    public async Task NodeThatIsBehindIsTakenOnlyWhereNoOtherAnswers(CancellationToken cancellationToken)
    {
        FakeRpcConnection Behind() => Wire("behind").Answer("system_health", "{\"isSyncing\":true}");
        await using FailoverConnection withOther = new(
            [ReconnectingConnectionTests.Endpoint("a", Behind()), ReconnectingConnectionTests.Endpoint("b", Wire("b"))], Quick);
        await using FailoverConnection alone = new(
            [ReconnectingConnectionTests.Endpoint("a", Behind(), Behind()), ReconnectingConnectionTests.Endpoint("b")], Quick);

        Assert.That((await withOther.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("b"));
        Assert.That((await alone.SendAsync("system_name", None, cancellationToken)).GetString(), Is.EqualTo("behind"));
    }

    [Test]
    public async Task SubmissionGoesToOneNode(CancellationToken cancellationToken)
    {
        FakeRpcConnection second = Wire("b").Answer("author_submitExtrinsic", "\"0x00\"");
        await using FailoverConnection connection = new(
            [
                ReconnectingConnectionTests.Endpoint("a", Wire("a").Fail("author_submitExtrinsic", new RpcConnectionException("cut"))),
                ReconnectingConnectionTests.Endpoint("b", second),
            ], Quick);

        Assert.ThrowsAsync<RpcConnectionException>(async () => await connection.SendAsync("author_submitExtrinsic", None, cancellationToken));
        Assert.That(second.Calls, Is.Empty);
    }

    [Test]
    public void ThereIsAtLeastOneEndpoint() => Assert.Throws<ArgumentException>(() => _ = new FailoverConnection([]));

    private static FakeRpcConnection Wire(string name, string genesis = "0x01") =>
        ReconnectingConnectionTests.Wire(genesis).Answer("system_name", $"\"{name}\"").Fail("cut", new RpcConnectionException("cut"));
}
