using System.Text;
using PhatSdk.Devnet.Worker.Messages;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker.Messages;

internal sealed class MessageTests
{
    private static readonly AccountId One = new(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly AccountId Two = new(Enumerable.Repeat((byte)2, 32).ToArray());
    private static readonly Hash256 Cluster = new(Enumerable.Repeat((byte)3, 32).ToArray());
    private static readonly string OneHex = string.Concat(Enumerable.Repeat("01", 32));
    private static readonly string TwoHex = string.Concat(Enumerable.Repeat("02", 32));
    private static readonly string ClusterHex = string.Concat(Enumerable.Repeat("03", 32));

    private static readonly TestCaseData[] Origins =
    [
        new(MessageOrigin.Pallet("ab"), "00086162"),
        new(new MessageOrigin(MessageOriginKind.Contract, Cluster, string.Empty), "01" + ClusterHex),
        new(MessageOrigin.Worker(One.Span), "02" + OneHex),
        new(MessageOrigin.Account(Two), "03" + TwoHex),
        new(new MessageOrigin(MessageOriginKind.MultiLocation, default, "ff00"), "0408ff00"),
        new(MessageOrigin.Gatekeeper, "05"),
        new(MessageOrigin.Cluster(Cluster), "06" + ClusterHex),
        new(new MessageOrigin(MessageOriginKind.Reserved, default, string.Empty), "ff"),
    ];

    [TestCaseSource(nameof(Origins))]
    public void OriginsAreThoseOfPhala(object origin, string bytes)
    {
        Assert.That(Convert.ToHexStringLower(ScaleCodec.Encode((MessageOrigin)origin)), Is.EqualTo(bytes));
        Assert.That(ScaleCodec.Decode<MessageOrigin>(Hex.Parse(bytes)), Is.EqualTo(origin));
    }

    [Test]
    public void AMessageIsSignedWithItsSequence()
    {
        QueueMessage message = QueueMessage.Create(MessageOrigin.Gatekeeper, "ab", new byte[] { 9 });
        Assert.That(Convert.ToHexStringLower(message.ToSignedBytes(258)), Is.EqualTo("05" + "086162" + "0409" + "0201000000000000"));
    }

    [Test]
    public void DeploymentsRoundTrip() => RoundTrip(new DeployCluster(One, Cluster, [One, Two], 1, 2, 3, 4, Two), static message => message.Workers.Count == 2);

    [Test]
    public void UploadsRoundTrip() => RoundTrip<ClusterOperation>(
        new ClusterOperation.Upload(Cluster, One, ResourceType.IndeterministicInkCode, new byte[] { 1, 2 }),
        static message => message is ClusterOperation.Upload { Resource: ResourceType.IndeterministicInkCode, Data.Length: 2 });

    [Test]
    public void DepositsRoundTrip() => RoundTrip<ClusterOperation>(
        new ClusterOperation.Deposit(Cluster, One, UInt128.MaxValue), static message => message is ClusterOperation.Deposit deposit && deposit.Amount == UInt128.MaxValue);

    [Test]
    public void RemovalsRoundTrip() => RoundTrip<ClusterOperation>(new ClusterOperation.RemoveWorker(Cluster, One), static message => message is ClusterOperation.RemoveWorker);

    [Test]
    public void DestructionsRoundTrip() => RoundTrip<ClusterOperation>(new ClusterOperation.Destroy(Cluster), static message => message is ClusterOperation.Destroy);

    [TestCase(true)]
    [TestCase(false)]
    public void InstantiationsRoundTrip(bool isLimited) => RoundTrip(
        new InstantiateCode(One, new CodeHash(Two.Span), new byte[] { 1 }, Cluster, new byte[] { 2, 3 }, 4, 5, isLimited ? 6 : null),
        message => message.StorageDepositLimit.HasValue == isLimited && message.GasLimit == 5);

    [Test]
    public void CacheOperationsRoundTrip()
    {
        RoundTrip<CacheOperation>(new CacheOperation.Set(new byte[] { 1 }, new byte[] { 2 }), static message => message is CacheOperation.Set);
        RoundTrip<CacheOperation>(new CacheOperation.SetExpiration(new byte[] { 1 }, 7), static message => message is CacheOperation.SetExpiration { Seconds: 7 });
        RoundTrip<CacheOperation>(new CacheOperation.Remove(new byte[] { 1 }), static message => message is CacheOperation.Remove);
    }

    [TestCase("00")]
    [TestCase("05")]
    public void OperationsOfOthersAreRefused(string variant) =>
        Assert.That(() => ScaleCodec.Decode<ClusterOperation>(Hex.Parse(variant + ClusterHex)), Throws.InstanceOf<ScaleException>());

    [TestCase("02", "SetHook", true, false, false, "00" + "{1}" + "ffffffff" + "0100000000000000")]
    [TestCase("03", "DeploySidevmTo", true, true, false, "{1}{2}")]
    [TestCase("04", "SidevmMessage", false, true, true, "0409")]
    [TestCase("05", "CacheOp", false, true, true, "020409")]
    [TestCase("06", "StopSidevm", false, true, false, "")]
    [TestCase("07", "ForceStopSidevm", true, true, false, "{1}")]
    [TestCase("08", "SetLogHandler", true, false, false, "{1}")]
    [TestCase("09", "SetContractWeight", true, false, false, "{1}07000000")]
    [TestCase("0a", "UpgradeRuntimeTo", true, false, false, "0100000002000000")]
    [TestCase("0b", "SidevmOperation", true, true, false, "01{1}07000000")]
    [TestCase("0c", "SetJsRuntime", true, false, false, "{2}")]
    public void PinkEventsHaveTheirRights(string variant, string name, bool isSystemOnly, bool isAllowedInQuery, bool isPrivate, string fields)
    {
        byte[] bytes = Hex.Parse(variant + fields.Replace("{1}", OneHex, StringComparison.Ordinal).Replace("{2}", TwoHex, StringComparison.Ordinal));
        PinkEvent message = ScaleCodec.Decode(bytes, PinkEvent.Decode);
        Assert.Multiple(() =>
        {
            Assert.That(message.Name, Is.EqualTo(name));
            Assert.That(message.IsSystemOnly, Is.EqualTo(isSystemOnly));
            Assert.That(message.IsAllowedInQuery, Is.EqualTo(isAllowedInQuery));
            Assert.That(message.IsPrivate, Is.EqualTo(isPrivate));
        });
    }

    [TestCase("01")]
    [TestCase("0d")]
    [TestCase("0201")]
    public void OtherPinkEventsAreRefused(string bytes) =>
        Assert.That(() => ScaleCodec.Decode(Hex.Parse(bytes), PinkEvent.Decode), Throws.InstanceOf<ScaleException>());

    [Test]
    public void CommandsHaveATopicOfTheirOwn()
    {
        Assert.That(QueueTopic.IsCommand(Encoding.UTF8.GetBytes($"phala/contract/{OneHex}/command"), out AccountId contract), Is.True);
        Assert.That(contract, Is.EqualTo(One));
    }

    [TestCase("phala/contract/0x{0}/command")]
    [TestCase("phala/contract/{0}/commands")]
    [TestCase("phala/contract/{0}")]
    [TestCase("phala/contract/op")]
    [TestCase("")]
    public void OtherTopicsAreNoCommands(string topic) =>
        Assert.That(QueueTopic.IsCommand(Encoding.UTF8.GetBytes(topic.Replace("{0}", OneHex, StringComparison.Ordinal)), out _), Is.False);

    [Test]
    public void ACommandsTopicIsInLowerCase() => Assert.That(
        QueueTopic.IsCommand(Encoding.UTF8.GetBytes($"phala/contract/{new string('A', 64)}/command"), out _), Is.False);

    // Any part of a message, or a message with a bit turned, is another message or a ScaleException.
    private static void RoundTrip<T>(T message, Func<T, bool> isRight)
        where T : IScaleType<T>
    {
        byte[] bytes = ScaleCodec.Encode(message);
        T decoded = ScaleCodec.Decode<T>(bytes);
        Assert.That(isRight(decoded), Is.True);
        Assert.That(ScaleCodec.Encode(decoded), Is.EqualTo(bytes));
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.That(() => ScaleCodec.Decode<T>(bytes.AsSpan(0, length)), Throws.InstanceOf<ScaleException>());
        }

        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] turned = [.. bytes];
            turned[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                ScaleCodec.Decode<T>(turned);
            }
            catch (ScaleException)
            {
            }
        }
    }
}
