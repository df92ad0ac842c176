using Microsoft.Extensions.Time.Testing;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Runtime;
using PhatSdk.Devnet.Tests.Worker.Pink;
using PhatSdk.Devnet.Worker;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker;

/// <summary>A token with a Phat module: prices from the web, a cache, signed statements.</summary>
internal sealed class PhatTokenTests
{
    private static readonly InkContract Token = new("phat_token");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
    private ClusterFixture _cluster = null!;
    private AccountId _token;

    [SetUp]
    public void SetUp()
    {
        _cluster = new ClusterFixture(new WorkerOptions { Time = _time });
        _token = _cluster.Deploy(Token, "new", InkContract.Number((UInt128)1_000));
    }

    [TearDown]
    public void TearDown() => _cluster.Dispose();

    [Test]
    public void WithoutAFeedThereIsNoQuote() =>
        Assert.That(Query("quote").ToArray(), Is.EqualTo(new byte[] { 1, 2 }));

    [Test]
    public async Task AQuoteComesFromTheFeed()
    {
        await using LoopbackServer feed = LoopbackServer.Answering(LoopbackServer.Ok("""{"usd": 12.34}"""));
        SetFeed(feed.Url);
        Assert.That(ReadQuote(), Is.EqualTo(((UInt128)1234, 1_800_000_000_000ul, false)));
        Assert.That(_cluster.Logs.OfType<LogRecord.Said>().Select(said => said.Message), Does.Contain("priced at 1234 cents"));
    }

    [Test]
    public async Task AStakeBuysACacheForQuotes()
    {
        int asked = 0;
        await using LoopbackServer feed = LoopbackServer.Answering(_ => LoopbackServer.Ok($$"""{"usd": {{++asked}}.00}"""));
        SetFeed(feed.Url);
        Assert.That(ReadQuote().Cents, Is.EqualTo((UInt128)100));
        Assert.That(ReadQuote().Cents, Is.EqualTo((UInt128)200), "without a stake there is no cache");
        Stake(1_000_000_000_000);
        Assert.That(_cluster.Now.Contracts[_token].Weight, Is.EqualTo(100));
        Assert.That(ReadQuote(), Is.EqualTo(((UInt128)300, 1_800_000_000_000ul, false)));
        Assert.That(ReadQuote(), Is.EqualTo(((UInt128)300, 1_800_000_000_000ul, true)));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(ReadQuote(), Is.EqualTo(((UInt128)400, 1_800_000_030_000ul, false)));
        Stake(0);
        Assert.That(ReadQuote().Cents, Is.EqualTo((UInt128)500));
    }

    [Test]
    public async Task AFeedThatFailsIsSaidSo()
    {
        await using LoopbackServer feed = LoopbackServer.Answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        SetFeed(feed.Url);
        Assert.That(Query("quote").ToArray(), Is.EqualTo((byte[])[1, 3, 0xf7, 1]));
    }

    [Test]
    public void AnEstimateSeesNoWeb()
    {
        SetFeed("http://127.0.0.1:1/");
        ReadOnlyMemory<byte> answer = InkContract.Returned(_cluster.Query(_token, Token.Input("quote"), ExecutionMode.Estimating));
        Assert.That(answer.ToArray(), Is.EqualTo((byte[])[1, 3, 523 & 0xff, 523 >> 8]));
    }

    [Test]
    public async Task StatementsAreSigned()
    {
        await using LoopbackServer feed = LoopbackServer.Answering(LoopbackServer.Ok("""{"usd": 2.50}"""));
        SetFeed(feed.Url);
        byte[] key = ScaleCodec.Decode(Query("attestation_key").Span, static (ref reader) => reader.ReadBytes().ToArray());
        byte[] attestation = Query("attest", ClusterFixture.Owner.Span).ToArray();
        Assert.That(attestation[0], Is.Zero);
        byte[] message = attestation[1..65];
        byte[] signature = ScaleCodec.Decode(attestation.AsSpan(65), static (ref reader) => reader.ReadBytes().ToArray());
        Assert.Multiple(() =>
        {
            Assert.That(message, Is.EqualTo((byte[])[.. ClusterFixture.Owner.Span, .. InkContract.Number((UInt128)1000), .. InkContract.Number((UInt128)250_000)]));
            Assert.That(SignatureAlgorithm.Sr25519.Verify(key, message, signature), Is.True);
        });
    }

    [Test]
    public void TransfersAreEventsInTheLog()
    {
        AccountId bob = DevKeypairs.Bob.AccountId;
        _cluster.Command(_token, Token.Input("transfer", [.. bob.Span, .. InkContract.Number((UInt128)5)]));
        Assert.That(InkContract.Returned(_cluster.Query(_token, Token.Input("balance_of", bob.Span))).ToArray(), Is.EqualTo(InkContract.Number((UInt128)5)));
        LogRecord.Emitted emitted = _cluster.Logs.OfType<LogRecord.Emitted>().Last();
        Assert.Multiple(() =>
        {
            Assert.That(emitted.Contract, Is.EqualTo(_token));
            Assert.That(emitted.BlockNumber, Is.EqualTo(_cluster.Block));
            Assert.That(emitted.Topics, Is.Not.Empty);
        });
    }

    [Test]
    public void ARevertedTransferIsInTheLog()
    {
        _cluster.Command(_token, Token.Input("transfer", [.. DevKeypairs.Bob.AccountId.Span, .. InkContract.Number((UInt128)5_000)]));
        LogRecord.Said said = _cluster.Logs.OfType<LogRecord.Said>().Last();
        Assert.That((said.Level, said.Mode, said.Message), Is.EqualTo(((byte)1, "transaction", "contract call reverted")));
    }

    private ReadOnlyMemory<byte> Query(string label, ReadOnlySpan<byte> arguments = default) =>
        InkContract.Returned(_cluster.Query(_token, Token.Input(label, arguments)));

    private (UInt128 Cents, ulong ReadAtMs, bool IsCached) ReadQuote() => ScaleCodec.Decode(Query("quote").Span, static (ref reader) =>
    {
        Assert.That(reader.ReadResultTag(), Is.True);
        return (reader.ReadUInt128(), reader.ReadUInt64(), reader.ReadBoolean());
    });

    private void SetFeed(string url) => _cluster.Command(_token, Token.Input("set_feed", InkContract.Text(url)));

    private void Stake(UInt128 plancks) => _cluster.CommandFromPallet(
        _cluster.Blueprint.SystemContract,
        new InkContract("phat_system").Input("ContractDeposit::change_deposit", [.. _token.Span, .. InkContract.Number(plancks)]));
}
