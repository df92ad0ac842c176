using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Rpc.Messages;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Rpc;

internal sealed class AuthorRpcTests
{
    private static readonly Hash256 Hash = new(Enumerable.Repeat((byte)0xb1, 32).ToArray());

    private static IEnumerable<TestCaseData> Statuses()
    {
        string hash = $"\"{Hash}\"";
        yield return new TestCaseData("\"future\"", new ExtrinsicStatus(ExtrinsicStatusKind.Future));
        yield return new TestCaseData("\"ready\"", new ExtrinsicStatus(ExtrinsicStatusKind.Ready));
        yield return new TestCaseData("{\"broadcast\":[\"a\",\"b\"]}", new ExtrinsicStatus(ExtrinsicStatusKind.Broadcast));
        yield return new TestCaseData($"{{\"inBlock\":{hash}}}", new ExtrinsicStatus(ExtrinsicStatusKind.InBlock, Hash));
        yield return new TestCaseData($"{{\"retracted\":{hash}}}", new ExtrinsicStatus(ExtrinsicStatusKind.Retracted, Hash));
        yield return new TestCaseData($"{{\"finalityTimeout\":{hash}}}", new ExtrinsicStatus(ExtrinsicStatusKind.FinalityTimeout, Hash));
        yield return new TestCaseData($"{{\"finalized\":{hash}}}", new ExtrinsicStatus(ExtrinsicStatusKind.Finalized, Hash));
        yield return new TestCaseData($"{{\"usurped\":{hash}}}", new ExtrinsicStatus(ExtrinsicStatusKind.Usurped, Hash));
        yield return new TestCaseData("\"dropped\"", new ExtrinsicStatus(ExtrinsicStatusKind.Dropped));
        yield return new TestCaseData("\"invalid\"", new ExtrinsicStatus(ExtrinsicStatusKind.Invalid));
    }

    [TestCaseSource(nameof(Statuses))]
    public async Task StatusIsReadAsNodesWriteIt(string json, ExtrinsicStatus expected)
    {
        FakeRpcConnection connection = new();
        connection.Subscription("author_submitAndWatchExtrinsic").Tell(json);

        Assert.That(await FirstStatus(connection), Is.EqualTo(expected));
        Assert.That(connection.Calls.Single().Json, Is.EqualTo("[\"0x040000\"]"));
    }

    [TestCase("\"lost\"")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{\"inBlock\":\"0x01\"}")]
    [TestCase("{\"inBlock\":1}")]
    [TestCase("{\"inBlock\":null}")]
    public void BadStatusIsRefused(string json)
    {
        FakeRpcConnection connection = new();
        connection.Subscription("author_submitAndWatchExtrinsic").Tell(json);

        Assert.ThrowsAsync<RpcFormatException>(async () => await FirstStatus(connection));
    }

    [Test]
    public void StatusesAfterWhichNothingComesAreLast()
    {
        ExtrinsicStatusKind[] last = [.. Enum.GetValues<ExtrinsicStatusKind>().Where(kind => new ExtrinsicStatus(kind).IsLast)];

        Assert.That(last, Is.EquivalentTo(new[]
        {
            ExtrinsicStatusKind.FinalityTimeout, ExtrinsicStatusKind.Finalized, ExtrinsicStatusKind.Usurped,
            ExtrinsicStatusKind.Dropped, ExtrinsicStatusKind.Invalid, ExtrinsicStatusKind.Missing, ExtrinsicStatusKind.Expired,
        }));
    }

    [Test]
    public async Task SubmittedExtrinsicHasAHash()
    {
        AuthorRpc author = new(new RpcClient(new FakeRpcConnection().Answer("author_submitExtrinsic", $"\"{Hash}\"")));

        Assert.That(await author.SubmitExtrinsicAsync(new byte[] { 4 }), Is.EqualTo(Hash));
    }

    private static async Task<ExtrinsicStatus> FirstStatus(FakeRpcConnection connection)
    {
        AuthorRpc author = new(new RpcClient(connection));
        await using RpcSubscription<ExtrinsicStatus> subscription = await author.SubmitAndWatchExtrinsicAsync(new byte[] { 4, 0, 0 });
        IAsyncEnumerator<ExtrinsicStatus> statuses = subscription.ReadAllAsync().GetAsyncEnumerator();
        Assert.That(await statuses.MoveNextAsync(), Is.True);
        return statuses.Current;
    }
}
