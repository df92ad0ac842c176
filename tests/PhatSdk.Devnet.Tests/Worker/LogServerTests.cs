using System.Text;
using System.Text.Json;
using PhatSdk.Devnet.Worker;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Worker;

internal sealed class LogServerTests
{
    private static readonly AccountId One = Id(1);
    private static readonly AccountId Two = Id(2);

    // The records of Phala's own unit tests.
    private static readonly LogRecord[] Records =
    [
        new LogRecord.Said(0, One, One, "query", 1, 0, "hello"),
        new LogRecord.Emitted(1, One, [new Hash256(Id(2).Span), new Hash256(Id(3).Span)], new byte[] { 1, 2, 3, 4 }),
        new LogRecord.MessageOutput(2, Two, One, new byte[] { 1, 2, 3, 4, 5 }, new byte[] { 5, 4, 3, 2, 1 }),
    ];

    [Test]
    public void RecordsHaveTheFieldsOfPhalasServer()
    {
        string one = One.ToString();
        string expected = $$"""
            {"records":[
            {"sequence":0,"type":"Log","blockNumber":0,"contract":"{{one}}","entry":"{{one}}","execMode":"query","timestamp":1,"level":0,"message":"hello"},
            {"sequence":1,"type":"Event","blockNumber":1,"contract":"{{one}}","topics":["{{Two}}","{{Id(3)}}"],"payload":"0x01020304"},
            {"sequence":2,"type":"MessageOutput","blockNumber":2,"origin":"{{one}}","contract":"{{Two}}","nonce":"0x0102030405","output":"0x0504030201"}],
            "next":3}
            """.ReplaceLineEndings(string.Empty);
        Assert.That(Ask(Server(), """{"action":"GetLog"}"""), Is.EqualTo(expected));
    }

    [Test]
    public void QueriesAndWhatIsTooLargeHaveRecordsToo()
    {
        LogServer server = new(new LogBuffer(400));
        server.Add(new LogRecord.QueryIn(0x0807060504030201));
        server.Add(new LogRecord.Said(1, One, One, "query", 1, 3, new string('x', 400)));
        Assert.That(
            Ask(server, """{"action":"GetLog"}"""),
            Is.EqualTo("""{"records":[{"sequence":0,"type":"QueryIn","user":"0x0102030405060708"},{"sequence":1,"type":"TooLarge"}],"next":2}"""));
    }

    [TestCase("", new[] { 0, 1, 2 }, 3)]
    [TestCase(",\"from\":1", new[] { 1, 2 }, 3)]
    [TestCase(",\"from\":4", new int[0], 3)]
    [TestCase(",\"from\":-1", new[] { 2 }, 3)]
    [TestCase(",\"from\":-9223372036854775808", new[] { 0, 1, 2 }, 3)]
    [TestCase(",\"count\":1", new[] { 0 }, 1)]
    [TestCase(",\"count\":0", new[] { 0, 1, 2 }, 3)]
    [TestCase(",\"blockNumber\":1", new[] { 1 }, 3)]
    [TestCase(",\"blockNumber\":null", new[] { 0, 1, 2 }, 3)]
    [TestCase(",\"contract\":\"0x0202020202020202020202020202020202020202020202020202020202020202\"", new[] { 2 }, 3)]
    [TestCase(",\"contract\":\"0202020202020202020202020202020202020202020202020202020202020202\"", new int[0], 3)]
    [TestCase(",\"contract\":\"0x01\"", new int[0], 3)]
    [TestCase(",\"contract\":\"0x0101010101010101010101010101010101010101010101010101010101010101\",\"from\":1,\"count\":1", new[] { 1 }, 2)]
    public void RecordsAreChosenAsByPhalasServer(string conditions, int[] sequences, int next)
    {
        using JsonDocument answer = JsonDocument.Parse(Ask(Server(), $$"""{"action":"GetLog"{{conditions}}}"""));
        Assert.Multiple(() =>
        {
            Assert.That(answer.RootElement.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("sequence").GetInt32()), Is.EqualTo(sequences));
            Assert.That(answer.RootElement.GetProperty("next").GetInt32(), Is.EqualTo(next));
        });
    }

    [Test]
    public void AContractIsFoundByWhatWasCalledFirst()
    {
        LogServer server = new(new LogBuffer());
        server.Add(new LogRecord.Said(1, One, Two, "query", 1, 3, "inner"));
        Assert.That(Ask(server, $$"""{"action":"GetLog","contract":"{{Two}}"}"""), Does.Contain("inner"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"action":"Other"}""")]
    [TestCase("""{"action":7}""")]
    [TestCase("""{"action":"GetLog","from":"1"}""")]
    [TestCase("""{"action":"GetLog","from":1.5}""")]
    [TestCase("""{"action":"GetLog","count":-1}""")]
    [TestCase("""{"action":"GetLog","contract":null}""")]
    [TestCase("""{"action":"GetLog","blockNumber":4294967296}""")]
    [TestCase("""[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]""")]
    public void WhatCannotBeReadIsSaidSo(string query) =>
        Assert.That(Ask(Server(), query), Is.EqualTo("""{"error": "Invalid input"}"""));

    [Test]
    public void TheOldestGoFirst()
    {
        LogServer server = new(new LogBuffer(1000));
        for (int i = 0; i < 100; i++)
        {
            server.Add(new LogRecord.Said(1, One, One, "query", 1, 3, "12345678"));
        }

        using JsonDocument log = JsonDocument.Parse(Ask(server, """{"action":"GetLog"}"""));
        using JsonDocument about = JsonDocument.Parse(Ask(server, """{"action":"GetInfo"}"""));
        JsonElement info = about.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(log.RootElement.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("sequence").GetInt32()), Is.EqualTo(Enumerable.Range(93, 7)));
            Assert.That(info.GetProperty("nextSequence").GetInt32(), Is.EqualTo(100));
            Assert.That(info.GetProperty("currentNumberOfRecords").GetInt32(), Is.EqualTo(7));
            Assert.That(info.GetProperty("memoryCapacity").GetInt32(), Is.EqualTo(1000));
            Assert.That(info.GetProperty("estimatedCurrentSize").GetInt32(), Is.EqualTo(7 * 136));
            Assert.That(info.GetProperty("programVersion").GetArrayLength(), Is.EqualTo(3));
        });
    }

    [Test]
    public void ManyMayWriteAtOnce()
    {
        LogBuffer buffer = new();
        Parallel.For(0, 1000, i => buffer.Add(Records[i % Records.Length]));
        Assert.That(buffer.Snapshot().Records.Select(record => record.Sequence), Is.EqualTo(Enumerable.Range(0, 1000)));
    }

    private static AccountId Id(byte value) => new(Enumerable.Repeat(value, 32).ToArray());

    private static LogServer Server()
    {
        LogServer server = new(new LogBuffer(102400));
        foreach (LogRecord record in Records)
        {
            server.Add(record);
        }

        return server;
    }

    private static string Ask(LogServer server, string query) => Encoding.UTF8.GetString(server.Answer(Encoding.UTF8.GetBytes(query)));
}
