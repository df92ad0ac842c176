using System.Text;
using PhatSdk.Phat;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime;

namespace PhatSdk.Tests.Phat;

public sealed class PinkLoggerTests
{
    private static readonly AccountId Logger = AccountId.Parse(new string('a', 64));
    private static readonly AccountId Contract = AccountId.Parse(new string('b', 64));

    private ScriptedWorker _worker = null!;
    private Certificate _certificate = null!;
    private PinkLogger _logger = null!;

    [SetUp]
    public void SetUp()
    {
        _worker = new ScriptedWorker();
        _certificate = Certificate.Generate();
        _logger = new PinkLogger(Logger, new PhatQueryClient(new PruntimeClient(_worker.Transport), _worker.Key.PublicKey), _certificate);
    }

    [TearDown]
    public void TearDown()
    {
        _certificate.Dispose();
        _worker.Dispose();
    }

    [Test]
    public async Task EveryKindOfRecordIsRead()
    {
        string b = Contract.ToString();
        Answer(
            """{"action":"GetLog","from":-3,"count":3,"contract":"B"}""".Replace("B", b, StringComparison.Ordinal),
            """
            {"next":17,"records":[
            {"sequence":10,"type":"Log","blockNumber":5,"contract":"B","entry":"B","execMode":"transaction","timestamp":1700000000000,"level":1,"message":"contract call reverted"},
            {"sequence":11,"type":"Event","blockNumber":5,"contract":"B","topics":["B"],"payload":"0x0102"},
            {"sequence":12,"type":"MessageOutput","blockNumber":6,"origin":"B","contract":"B","nonce":"0x0a","output":"0x0b0c"},
            {"sequence":13,"type":"QueryIn","user":"0x0102030405060708"},
            {"sequence":14,"type":"TooLarge"},
            {"sequence":15,"type":"OfTheFuture","blockNumber":"?"}]}
            """.Replace("B", b, StringComparison.Ordinal));

        PinkLogPage page = await _logger.TailAsync(3, Contract);

        Assert.Multiple(() =>
        {
            Assert.That(page.Next, Is.EqualTo(17));
            Assert.That(page.Records.Select(record => record.Sequence), Is.EqualTo(new ulong[] { 10, 11, 12, 13, 14, 15 }));
            Assert.That(page.Records[0], Is.EqualTo(new PinkLogRecord.Log(
                10, 5, Contract, Contract, PinkExecutionMode.Transaction, 1700000000000, PinkLogLevel.Error, "contract call reverted")));
            PinkLogRecord.Event emitted = (PinkLogRecord.Event)page.Records[1];
            Assert.That(emitted.Topics, Is.EqualTo(new[] { new Hash256(Contract.Span) }));
            Assert.That(emitted.Payload.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            PinkLogRecord.MessageOutput output = (PinkLogRecord.MessageOutput)page.Records[2];
            Assert.That(output.Nonce.ToArray(), Is.EqualTo(new byte[] { 10 }));
            Assert.That(output.Output.ToArray(), Is.EqualTo(new byte[] { 11, 12 }));
            Assert.That(((PinkLogRecord.QueryIn)page.Records[3]).User.Length, Is.EqualTo(8));
            Assert.That(page.Records[4], Is.EqualTo(new PinkLogRecord.Other(14, "TooLarge")));
            Assert.That(page.Records[5], Is.EqualTo(new PinkLogRecord.Other(15, "OfTheFuture")));
        });
    }

    [Test]
    public async Task TheWholeLogIsAskedForByDefault()
    {
        Answer("""{"action":"GetLog","from":0,"count":0}""", """{"records":[],"next":0}""");

        PinkLogPage page = await _logger.GetLogAsync();

        Assert.That(page.Records, Is.Empty);
    }

    [Test]
    public async Task TheServerTellsOfItself()
    {
        Answer(
            """{"action":"GetInfo"}""",
            """{"programVersion":[0,1,2],"nextSequence":9,"memoryCapacity":8388608,"memoryUsage":77,"currentNumberOfRecords":5,"estimatedCurrentSize":70}""");

        Assert.That(await _logger.GetInfoAsync(), Is.EqualTo(new PinkLoggerInfo(new Version(0, 1, 2), 9, 8388608, 77, 5)));
    }

    [Test]
    public void AnErrorOfTheServerIsHeard()
    {
        Answer("""{"action":"GetInfo"}""", """{"error": "Invalid input"}""");

        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(async () => await _logger.GetInfoAsync())!;

        Assert.That(exception.Error, Is.EqualTo(PhatQueryError.RuntimeError));
        Assert.That(exception.Message, Does.Contain("Invalid input"));
    }

    [TestCase("")]
    [TestCase("<html>")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"records":{},"next":1}""")]
    [TestCase("""{"records":[],"next":-1}""")]
    [TestCase("""{"records":[{"type":"Log"}],"next":1}""")]
    [TestCase("""{"records":[{"sequence":1,"type":"QueryIn","user":"0xzz"}],"next":1}""")]
    [TestCase("""{"records":[{"sequence":1,"type":null}],"next":1}""")]
    public void AnAnswerThatIsNoLogIsUnreadable(string answer)
    {
        Answer("""{"action":"GetLog","from":0,"count":0}""", answer);

        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(async () => await _logger.GetLogAsync())!;

        Assert.That(exception.Error, Is.EqualTo(PhatQueryError.Unreadable));
    }

    [Test]
    public void NoRecordsBackIsNoQuestion() =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _logger.TailAsync(0));

    private void Answer(string question, string answer) => _worker.Respond = (_, head, query) =>
    {
        Assert.That(head.Contract, Is.EqualTo(Logger));
        Assert.That(Encoding.UTF8.GetString(((InkQuery.SidevmQuery)query).Payload.Span), Is.EqualTo(question));
        return Result<ReadOnlyMemory<byte>, QueryError>.Ok(Encoding.UTF8.GetBytes(answer));
    };
}
