using PhatSdk.Crypto;
using PhatSdk.Phat;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Tests.Phat;

public sealed class CertificateTests
{
    private static readonly byte[] Message = [1, 2, 3, 4];

    [Test]
    public async Task TheChainIsTheAccountsKeyThenTheAgents()
    {
        using Certificate certificate = await Certificate.SignAsync(DevKeypairs.Alice);

        Wire.Signature signature = certificate.Sign(Message);
        Wire.Certificate agent = signature.SignedBy;
        Wire.Certificate root = agent.Signature.SignedBy;

        CertificateBody agentBody = ScaleCodec.Decode<CertificateBody>(agent.EncodedBody.Span);
        Assert.Multiple(() =>
        {
            Assert.That(certificate.Account, Is.EqualTo(DevKeypairs.Alice.AccountId));
            Assert.That(Hex.Format(root.EncodedBody.Span), Is.EqualTo(PhalaVectors.Text("rootCertificateBody")));
            Assert.That(root.Signature, Is.Null);
            Assert.That(agent.EncodedBody.Span[^8..].ToArray(), Is.EqualTo(Hex.Parse("ffffff7f00000000")));
            Assert.That(agent.Signature.SignatureType, Is.EqualTo(Wire.SignatureType.Sr25519));
            Assert.That(Verify(DevKeypairs.Alice.PublicKey.Span, agent.EncodedBody.ToByteArray(), agent.Signature), Is.True);
            Assert.That(signature.SignatureType, Is.EqualTo(Wire.SignatureType.Sr25519));
            Assert.That(Verify(agentBody.PublicKey.Span, Message, signature), Is.True);
        });
    }

    [Test]
    public async Task TheTimeToLiveIsABlockInBothBodies()
    {
        using Certificate certificate = await Certificate.SignAsync(DevKeypairs.Bob, new CertificateOptions { TimeToLive = 42 });

        Wire.Certificate agent = certificate.Sign(Message).SignedBy;

        Assert.That(certificate.TimeToLive, Is.EqualTo(42));
        Assert.That(ScaleCodec.Decode<CertificateBody>(agent.EncodedBody.Span).TimeToLive, Is.EqualTo(42));
        Assert.That(ScaleCodec.Decode<CertificateBody>(agent.Signature.SignedBy.EncodedBody.Span).TimeToLive, Is.EqualTo(42));
        Assert.That(CertificateOptions.Default.TimeToLive, Is.EqualTo(0x7fffffff));
    }

    [Test]
    public async Task AWalletsSignatureIsOverWrappedBytes()
    {
        using Certificate certificate = await Certificate.SignAsync(DevKeypairs.Alice, new CertificateOptions { WrapsBytes = true });

        Wire.Certificate agent = certificate.Sign(Message).SignedBy;

        byte[] body = agent.EncodedBody.ToByteArray();
        Assert.That(agent.Signature.SignatureType, Is.EqualTo(Wire.SignatureType.Sr25519WrapBytes));
        Assert.That(Verify(DevKeypairs.Alice.PublicKey.Span, [.. "<Bytes>"u8, .. body, .. "</Bytes>"u8], agent.Signature), Is.True);
        Assert.That(Verify(DevKeypairs.Alice.PublicKey.Span, body, agent.Signature), Is.False);
    }

    [TestCase(SignatureScheme.Ed25519, false, 0)]
    [TestCase(SignatureScheme.Ed25519, true, 3)]
    [TestCase(SignatureScheme.Sr25519, false, 1)]
    [TestCase(SignatureScheme.Sr25519, true, 4)]
    [TestCase(SignatureScheme.Ecdsa, false, 2)]
    [TestCase(SignatureScheme.Ecdsa, true, 5)]
    public async Task SchemesAreNumberedAsWorkersNumberThem(SignatureScheme scheme, bool wraps, int expected)
    {
        RecordingSigner signer = new(scheme);

        using Certificate certificate = await Certificate.SignAsync(signer, new CertificateOptions { WrapsBytes = wraps });

        Wire.Certificate agent = certificate.Sign(Message).SignedBy;
        byte[] body = agent.EncodedBody.ToByteArray();
        Assert.That((int)agent.Signature.SignatureType, Is.EqualTo(expected));
        Assert.That(agent.Signature.Signature_.ToByteArray(), Is.EqualTo(new byte[] { 9, 9 }));
        Assert.That(signer.Signed, Is.EqualTo(wraps ? [.. "<Bytes>"u8, .. body, .. "</Bytes>"u8] : body));
        Assert.That(
            ScaleCodec.Decode<CertificateBody>(agent.Signature.SignedBy.EncodedBody.Span).PublicKey.ToArray(), Is.EqualTo(signer.PublicKey.ToArray()));
    }

    [Test]
    public async Task AnEthereumSignerSignsTypedData()
    {
        using Keypair ethereum = Keypair.Generate(SignatureAlgorithm.Ethereum);

        using Certificate certificate = await Certificate.SignAsync(ethereum, new CertificateOptions { TimeToLive = 42 });

        Wire.Certificate agent = certificate.Sign(Message).SignedBy;
        ReadOnlyMemory<byte> payload = Eip712Certificate.PayloadOf(agent.EncodedBody.Memory, 42);
        Assert.That(certificate.Account.Span[20..].ToArray(), Is.EqualTo("@evm_address"u8.ToArray()));
        Assert.That(agent.Signature.SignatureType, Is.EqualTo(Wire.SignatureType.Eip712));
        Assert.That(SignatureAlgorithm.Ethereum.Verify(ethereum.PublicKey.Span, payload.Span, agent.Signature.Signature_.Span), Is.True);
        Assert.That(ScaleCodec.Decode<CertificateBody>(agent.Signature.SignedBy.EncodedBody.Span).PublicKey.ToArray(), Is.EqualTo(ethereum.PublicKey.ToArray()));
        Assert.ThrowsAsync<ArgumentException>(async () => await Certificate.SignAsync(ethereum, new CertificateOptions { WrapsBytes = true }));
    }

    // phala-blockchain, crates/phactory/api/src/crypto/eip712.rs: as MetaMask signs it.
    [Test]
    public void TypedDataIsAsMetaMaskHashesIt() => Assert.That(
        Keccak256.Hash(Eip712Certificate.PayloadOf("Hello"u8.ToArray(), 42).Span).ToString(),
        Is.EqualTo("0xdab3c1073ec2a5ab6a4b98cd76051541d48672409bba6d23bb9eafc9b954c17a"));

    [Test]
    public void ASchemeThatWorkersDoNotKnowIsRefused() =>
        Assert.ThrowsAsync<ArgumentException>(async () => await Certificate.SignAsync(new RecordingSigner((SignatureScheme)77)));

    [Test]
    public async Task ADisposedCertificateSignsNothing()
    {
        Certificate certificate = await Certificate.SignAsync(DevKeypairs.Alice);
        certificate.Dispose();

        Assert.Throws<ObjectDisposedException>(() => certificate.Sign(Message));
    }

    [Test]
    public void ASignerThatRefusesIsHeard()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.CatchAsync<OperationCanceledException>(
            async () => await Certificate.SignAsync(new RecordingSigner(SignatureScheme.Sr25519), null, source.Token));
    }

    private static bool Verify(ReadOnlySpan<byte> publicKey, byte[] message, Wire.Signature signature) =>
        SignatureAlgorithm.Sr25519.Verify(publicKey, message, signature.Signature_.Span);

    private sealed class RecordingSigner(SignatureScheme scheme) : ISigner
    {
        public SignatureScheme Scheme => scheme;

        public AccountId AccountId { get; }

        public ReadOnlyMemory<byte> PublicKey { get; } = new byte[scheme is SignatureScheme.Ecdsa ? 33 : 32];

        public byte[] Signed { get; private set; } = [];

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Signed = message.ToArray();
            return ValueTask.FromResult<ReadOnlyMemory<byte>>(new byte[] { 9, 9 });
        }
    }
}
