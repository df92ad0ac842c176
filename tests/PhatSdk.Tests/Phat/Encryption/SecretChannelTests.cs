using System.Security.Cryptography;
using PhatSdk.Crypto;
using PhatSdk.Phat.Encryption;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Phat.Encryption;

public sealed class SecretChannelTests
{
    [Test]
    public void SealsAsPolkadotJsAndWasmCryptoDo()
    {
        using Keypair ephemeral = Keypair.FromSeed(PhalaVectors.Bytes("ephemeralSeed"));
        using SecretChannel channel = new(ephemeral, PhalaVectors.Bytes("workerPublicKey"));

        EncryptedData data = channel.Seal(PhalaVectors.Bytes("inkQueryPsp22Transfer"), PhalaVectors.Bytes("iv"));

        Assert.That(ephemeral.PublicKey.ToArray(), Is.EqualTo(PhalaVectors.Bytes("ephemeralPublicKey")));
        Assert.That(Hex.Format(ScaleCodec.Encode(data)), Is.EqualTo(PhalaVectors.Text("encryptedQuery")));
    }

    [Test]
    public void SealsAsTheVectorOfThePhalaSdk()
    {
        // phat-protocol.md 12: seeds 01… and 02…, the agreed key as AES-256-GCM key, by Node's own AES.
        using Keypair a = Keypair.FromSeed(Repeat(0x01));
        using Keypair b = Keypair.FromSeed(Repeat(0x02));
        using SecretChannel channel = new(a, b.PublicKey.Span);
        byte[] plaintext = Hex.Parse(
            string.Concat(Enumerable.Repeat("22", 32)) + string.Concat(Enumerable.Repeat("11", 32))
            + "0028e777292d1468656c6c6f" + "01" + new string('0', 30) + "02" + new string('0', 30) + "01");

        EncryptedData data = channel.Seal(plaintext, [.. Enumerable.Repeat((byte)3, 12)]);

        Assert.That(Convert.ToHexStringLower(data.Data.Span), Is.EqualTo(
            "2deef9d8b073f1a7643841c2a466e201d5ba0e4af628a8fc32df4ce00cc557e39e3228e1630793606d005207746847289bca7ddea55365de4d9173585d1d90a2"
            + "b5693a668565d273ce54972bca9ec06a94a6c05d710b24f278e09fb942f1454f3ad606a202f37455d3c148322b003837be3c4378ddc8facea9007e4281"));
    }

    [TestCase("encryptedQuery", "inkQueryPsp22Transfer")]
    [TestCase("encryptedResponseSmall", "inkResponseSmall")]
    [TestCase("encryptedResponse10KiB", "inkResponse10KiB")]
    public void BothEndsOpenWhatWasSealed(string sealedName, string plainName)
    {
        EncryptedData data = ScaleCodec.Decode<EncryptedData>(PhalaVectors.Bytes(sealedName));
        using Keypair worker = Keypair.FromSeed(PhalaVectors.Bytes("workerSeed"));
        using Keypair ephemeral = Keypair.FromSeed(PhalaVectors.Bytes("ephemeralSeed"));
        using SecretChannel here = new(ephemeral, worker.PublicKey.Span);
        using SecretChannel there = new(worker, ephemeral.PublicKey.Span);

        Assert.That(worker.PublicKey.ToArray(), Is.EqualTo(PhalaVectors.Bytes("workerPublicKey")));
        Assert.That(here.Open(data), Is.EqualTo(PhalaVectors.Bytes(plainName)));
        Assert.That(there.Open(data), Is.EqualTo(PhalaVectors.Bytes(plainName)));
    }

    [Test]
    public void TheAgreedKeyIsTheVectors()
    {
        using Keypair ephemeral = Keypair.FromSeed(PhalaVectors.Bytes("ephemeralSeed"));
        byte[] key = new byte[32];

        Ecdh.Agree(ephemeral, PhalaVectors.Bytes("workerPublicKey"), key);

        Assert.That(key, Is.EqualTo(PhalaVectors.Bytes("agreementKey")));
    }

    [Test]
    public void EachSealHasAnInitializationVectorOfItsOwn()
    {
        using SecretChannel channel = SecretChannel.Create(DevKeypairs.Bob.PublicKey.Span);

        EncryptedData first = channel.Seal([1, 2, 3]);
        EncryptedData second = channel.Seal([1, 2, 3]);

        Assert.That(first.Iv.ToArray(), Is.Not.EqualTo(second.Iv.ToArray()));
        Assert.That(first.Data.ToArray(), Is.Not.EqualTo(second.Data.ToArray()));
    }

    [Test]
    public void AnEmptyTextIsSealedAndOpened()
    {
        using SecretChannel here = new(DevKeypairs.Alice, DevKeypairs.Bob.PublicKey.Span);
        using SecretChannel there = new(DevKeypairs.Bob, DevKeypairs.Alice.PublicKey.Span);

        Assert.That(there.Open(here.Seal([])), Is.Empty);
    }

    [Test]
    public void EveryDamagedBitBreaksTheSeal()
    {
        using SecretChannel channel = new(DevKeypairs.Alice, DevKeypairs.Bob.PublicKey.Span);
        EncryptedData data = channel.Seal([1, 2, 3]);

        for (int bit = 0; bit < data.Data.Length * 8; bit++)
        {
            byte[] damaged = data.Data.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Catch<CryptographicException>(() => channel.Open(new EncryptedData(data.Iv, data.PublicKey, damaged)));
        }
    }

    [TestCase(0)]
    [TestCase(15)]
    public void FewerBytesThanATagAreRefused(int size)
    {
        using SecretChannel channel = new(DevKeypairs.Alice, DevKeypairs.Bob.PublicKey.Span);
        Assert.Catch<CryptographicException>(() => channel.Open(new EncryptedData(new byte[12], new byte[32], new byte[size])));
    }

    [Test]
    public void AnotherPeerCannotOpen()
    {
        using SecretChannel channel = new(DevKeypairs.Alice, DevKeypairs.Bob.PublicKey.Span);
        using SecretChannel other = new(DevKeypairs.Charlie, DevKeypairs.Alice.PublicKey.Span);
        EncryptedData data = channel.Seal([1, 2, 3]);

        Assert.Catch<CryptographicException>(() => other.Open(data));
    }

    [Test]
    public void AKeyThatIsNoPointIsRefused() =>
        Assert.Catch<CryptographicException>(() => SecretChannel.Create(Repeat(0xff)));

    [Test]
    public void SizesOfSealedBytesAreChecked()
    {
        Assert.Throws<ArgumentException>(() => _ = new EncryptedData(new byte[11], new byte[32], default));
        Assert.Throws<ArgumentException>(() => _ = new EncryptedData(new byte[12], new byte[33], default));
    }

    private static byte[] Repeat(byte value) => [.. Enumerable.Repeat(value, 32)];
}
