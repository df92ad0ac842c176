using CsCheck;
using PhatSdk.Phat.Encryption;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Phat.Messages;

/// <summary>The messages' bytes against those of @phala/sdk's own type registry (phat-protocol.md 12 has how they were made).</summary>
public sealed class WireTests
{
    private static readonly AccountId Contract = Repeat<AccountId>(0x22);
    private static readonly Hash256 Nonce = Repeat<Hash256>(0x11);

    [Test]
    public void InkMessageIsAsThePhalaSdkWritesIt()
    {
        ContractQuery query = new(
            new InkQueryHead(Contract, Nonce), new InkQuery.InkMessage(Hex.Parse("e777292d1468656c6c6f"), 1, 2, IsEstimating: true));

        AssertRoundTrip(query, Times("22", 32) + Times("11", 32) + "0028e777292d1468656c6c6f" + "01" + Times("00", 15) + "02" + Times("00", 15) + "01");
    }

    [Test]
    public void InkInstantiateIsAsThePhalaSdkWritesIt()
    {
        InkQuery query = new InkQuery.InkInstantiate(Repeat<CodeHash>(0x33), "abcd1234"u8.ToArray(), Hex.Parse("ed4b9d1b"), 1, 2);

        AssertRoundTrip(query, "02" + Times("33", 32) + "20" + "6162636431323334" + "10ed4b9d1b" + "01" + Times("00", 15) + "02" + Times("00", 15));
    }

    [Test]
    public void SidevmQueryIsItsPayload() =>
        AssertRoundTrip<InkQuery>(new InkQuery.SidevmQuery("{}"u8.ToArray()), "01087b7d");

    [Test]
    public void APsp22TransferIsAsPolkadotJsWritesIt()
    {
        byte[] expected = PhalaVectors.Bytes("inkQueryPsp22Transfer");

        ContractQuery query = ScaleCodec.Decode<ContractQuery>(expected);

        InkQuery.InkMessage message = (InkQuery.InkMessage)query.Query;
        Assert.Multiple(() =>
        {
            Assert.That(query.Head.Contract.ToArray(), Is.EqualTo(PhalaVectors.Bytes("contractAddress")));
            Assert.That(message.Payload.Length, Is.EqualTo(85));
            Assert.That(message.Payload.Span[..4].ToArray(), Is.EqualTo(Hex.Parse("db20f9f5")));
            Assert.That((message.Deposit, message.Transfer, message.IsEstimating), Is.EqualTo(((UInt128)0, (UInt128)0, false)));
            Assert.That(ScaleCodec.Encode(query), Is.EqualTo(expected));
        });
    }

    [Test]
    public void InkResponsesAreAsAWorkerWritesThem()
    {
        string nonce = Times("11", 32);

        AssertRoundTrip(new InkResponse(Nonce, Result<ReadOnlyMemory<byte>, QueryError>.Ok(new byte[] { 7, 8 })), nonce + "0000080708");
        AssertRoundTrip(Failed(QueryErrorKind.BadOrigin), nonce + "0100");
        AssertRoundTrip(Failed(QueryErrorKind.RuntimeError, "boom"), nonce + "010110626f6f6d");
        AssertRoundTrip(Failed(QueryErrorKind.SidevmNotFound), nonce + "0102");
        AssertRoundTrip(Failed(QueryErrorKind.NoResponse), nonce + "0103");
        AssertRoundTrip(Failed(QueryErrorKind.ServiceUnavailable), nonce + "0104");
        AssertRoundTrip(Failed(QueryErrorKind.Timeout), nonce + "0105");

        static InkResponse Failed(QueryErrorKind kind, string message = "") =>
            new(Nonce, Result<ReadOnlyMemory<byte>, QueryError>.Err(new QueryError(kind, message)));
    }

    [TestCase("inkResponseSmall")]
    [TestCase("inkResponse10KiB")]
    public void RecordedResponsesComeBackTheSame(string name)
    {
        byte[] expected = PhalaVectors.Bytes(name);

        InkResponse response = ScaleCodec.Decode<InkResponse>(expected);

        Assert.That(response.Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out _), Is.True);
        Assert.That(payload.Length, Is.GreaterThan(48));
        Assert.That(ScaleCodec.Encode(response), Is.EqualTo(expected));
    }

    [Test]
    public void APlainCommandIsAsThePhalaSdkWritesIt()
    {
        InkCommand command = new() { Nonce = Repeat(0x77), Message = Hex.Parse("e777292d"), Transfer = 1, GasLimit = 2, StorageDepositLimit = 3 };

        AssertRoundTrip<CommandPayload<InkCommand>>(
            new CommandPayload<InkCommand>.Plain(command),
            "000080" + Times("77", 32) + "10e777292d" + "01" + Times("00", 15) + "0200000000000000" + "0103" + Times("00", 15));
    }

    [Test]
    public void ACommandWithoutADepositLimitEndsWithNone()
    {
        InkCommand command = new() { Nonce = Repeat(0x77), Message = Hex.Parse("e777292d"), GasLimit = 2 };

        AssertRoundTrip(command, "0080" + Times("77", 32) + "10e777292d" + Times("00", 16) + "020000000000000000");
    }

    [Test]
    public void ASealedCommandIsTheTagAndTheSealedBytes() =>
        AssertRoundTrip<CommandPayload<InkCommand>>(
            new CommandPayload<InkCommand>.Encrypted(new EncryptedData(new byte[12], Repeat(0x44), new byte[] { 1, 2, 3 })),
            "01" + Times("00", 12) + Times("44", 32) + "0c010203");

    [Test]
    public void CertificateBodiesAreAsThePhalaSdkWritesThem()
    {
        uint ttl = (uint)PhalaVectors.Number("certificateTtl");

        AssertRoundTrip(
            new CertificateBody(PhalaVectors.Bytes("ephemeralPublicKey"), ttl), PhalaVectors.Text("certificateBodyOfEphemeral"));
        AssertRoundTrip(
            new CertificateBody(Hex.Parse("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"), ttl), PhalaVectors.Text("rootCertificateBody"));
    }

    [Test]
    public void ANonceBeyondTheLimitIsRefusedBothWays()
    {
        Assert.Throws<ArgumentException>(() => _ = new InkCommand { Nonce = new byte[33], Message = new byte[4], GasLimit = 1 });
        byte[] bytes = [0, 33 << 2, .. new byte[33], 4 << 2, 1, 2, 3, 4, .. new byte[25]];
        ScaleException exception = Assert.Throws<ScaleException>(() => ScaleCodec.Decode<InkCommand>(bytes))!;
        Assert.That(exception.Message, Does.Contain("33 bytes"));
    }

    [Test]
    public void UnknownVariantsAreRefusedAndNamed()
    {
        Assert.Multiple(() =>
        {
            AssertRefused<InkQuery>("03", "InkQuery");
            AssertRefused<InkCommand>("01", "InkCommand");
            AssertRefused<CommandPayload<InkCommand>>("02", "CommandPayload");
            AssertRefused<QueryError>("06", "QueryError");
            AssertRefused<InkResponse>(Times("11", 32) + "0001", "InkResponse");
        });
    }

    [Test]
    public void DamagedBytesAreRefusedOrAnotherValue()
    {
        byte[] valid = PhalaVectors.Bytes("inkQueryPsp22Transfer");
        Gen.Select(Gen.Int[0, (valid.Length * 8) - 1], Gen.Int[0, valid.Length]).Sample((bit, length) =>
        {
            byte[] flipped = [.. valid];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefusedOrSame(flipped);
            AssertRefusedOrSame(valid[..length]);
        });

        static void AssertRefusedOrSame(byte[] bytes)
        {
            try
            {
                Assert.That(ScaleCodec.Encode(ScaleCodec.Decode<ContractQuery>(bytes)), Is.EqualTo(bytes));
            }
            catch (ScaleException)
            {
            }
        }
    }

    private static void AssertRoundTrip<T>(T value, string hex)
        where T : IScaleType<T>
    {
        byte[] expected = Hex.Parse(hex);
        Assert.That(Hex.Format(ScaleCodec.Encode(value)), Is.EqualTo(Hex.Format(expected)));
        Assert.That(ScaleCodec.Encode(ScaleCodec.Decode<T>(expected)), Is.EqualTo(expected));
    }

    private static void AssertRefused<T>(string hex, string name)
        where T : IScaleType<T> =>
        Assert.That(Assert.Throws<ScaleException>(() => ScaleCodec.Decode<T>(Hex.Parse(hex)))!.Message, Does.EndWith("is no " + name));

    private static T Repeat<T>(byte value)
        where T : IScaleType<T> => ScaleCodec.Decode<T>(Repeat(value));

    private static byte[] Repeat(byte value) => [.. Enumerable.Repeat(value, 32)];

    private static string Times(string hex, int count) => string.Concat(Enumerable.Repeat(hex, count));
}
