using System.Text;
using Google.Protobuf;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Devnet.Worker;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Pruntime.Messages;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker;

internal sealed class CertificateVerifierTests
{
    private const uint Block = 100;
    private const string MetaMaskKey = "029df1e69b8b7c2da2efe0069dc141c2cec0317bf3fd135abaeb69ee33801f5970";
    private const string MetaMaskAccount = "77bb3d64ea13e4f0beafdd5d92508d4643bb09cb";

    private static readonly byte[] Query = "the sealed query"u8.ToArray();
    private static readonly Keypair Agent = Keypair.FromSeed([.. Enumerable.Repeat((byte)7, 32)]);

    [OneTimeTearDown]
    public void DisposeOfTheAgent() => Agent.Dispose();

    [Test]
    public void TheRootIsWhoAsks()
    {
        Signature signature = Sign(Agent, SignatureType.Sr25519, Query, Body(Agent), Sign(DevKeypairs.Alice, SignatureType.Sr25519, Encoded(Body(Agent)), Body(DevKeypairs.Alice)));
        Assert.That(Account(signature), Is.EqualTo(DevKeypairs.Alice.AccountId));
    }

    [Test]
    public void TheRootMaySignTheQueryItself() =>
        Assert.That(Account(Sign(DevKeypairs.Bob, SignatureType.Sr25519, Query, Body(DevKeypairs.Bob))), Is.EqualTo(DevKeypairs.Bob.AccountId));

    [TestCase(SignatureType.Ed25519)]
    [TestCase(SignatureType.Sr25519)]
    [TestCase(SignatureType.Ecdsa)]
    [TestCase(SignatureType.Ed25519WrapBytes)]
    [TestCase(SignatureType.Sr25519WrapBytes)]
    [TestCase(SignatureType.EcdsaWrapBytes)]
    public void EachSchemeNamesItsAccount(SignatureType type)
    {
        using Keypair root = Root(type);
        Assert.That(Account(Chain(root, type)), Is.EqualTo(root.AccountId));
    }

    [TestCase(SignatureType.EvmEcdsa)]
    [TestCase(SignatureType.EvmEcdsaWrapBytes)]
    public void EthereumKeysNameTheirAddress(SignatureType type)
    {
        using Keypair root = Keypair.FromSeed([.. Enumerable.Repeat((byte)1, 32)], SignatureAlgorithm.Ecdsa);

        // The address of the secret key 0x0101…01, as wallets show it.
        Assert.That(
            Account(Chain(root, type)).ToString(),
            Is.EqualTo("0x1a642f0e3c3af545e7acbd38b07251b3990914f1" + Convert.ToHexStringLower("@evm_address"u8)));
    }

    // Signed by MetaMask; from Phala's own unit tests.
    [TestCase(true, "885074f9b49de7bb73d23a801a69fb160f7cfef50cbf710c7aaff70c5581d7ab63bb7a80e4d8b3983498a9ffb10130fdcb98d5d5c49b7f84e3f99f194c26dcdf1b")]
    [TestCase(false, "b0ba4176ef624a71837c1a63e9c502c02314414883413913c126e05bfb3fda60474e0758b49c91647cd735c11d2a9575647509bdd2aef4eb5c5eba0019463a681c")]
    public void TypedDataIsAsWalletsSignIt(bool isCertificate, string signature)
    {
        SignedContent content = new("Hello"u8.ToArray(), isCertificate ? 42 : null);
        byte[] key = new byte[33];
        Assert.Multiple(() =>
        {
            Assert.That(HostCrypto.Recover(Hex.Parse(signature), content.ToTypedDataHash().Span, key), Is.EqualTo(EcdsaRecovery.Recovered));
            Assert.That(Convert.ToHexStringLower(key), Is.EqualTo(MetaMaskKey));
        });
    }

    [TestCase(true, "dab3c1073ec2a5ab6a4b98cd76051541d48672409bba6d23bb9eafc9b954c17a")]
    [TestCase(false, "2f77da1de54e22c205842fcaf29b9c31c424d4701d6eb6b805fca23c937937d0")]
    public void TypedDataHasTheDigestsOfPhala(bool isCertificate, string digest) => Assert.That(
        Convert.ToHexStringLower(new SignedContent("Hello"u8.ToArray(), isCertificate ? 42 : null).ToTypedDataHash().Span), Is.EqualTo(digest));

    [Test]
    public void AWalletMaySignTheQueryItself()
    {
        Signature signature = new()
        {
            SignatureType = SignatureType.Eip712,
            Signature_ = ByteString.CopyFrom(Hex.Parse(
                "b0ba4176ef624a71837c1a63e9c502c02314414883413913c126e05bfb3fda60474e0758b49c91647cd735c11d2a9575647509bdd2aef4eb5c5eba0019463a681c")),
            SignedBy = new Certificate { EncodedBody = ByteString.CopyFrom(Encoded(new CertificateBody(Hex.Parse(MetaMaskKey), 42))) },
        };
        Result<AccountId, CertificateError> outcome = CertificateVerifier.Verify(signature, "Hello"u8.ToArray(), 42);
        Assert.That(outcome.TryGetValue(out AccountId account, out CertificateError error), Is.True, error.ToString());
        Assert.That(account.ToString(), Is.EqualTo("0x" + MetaMaskAccount + Convert.ToHexStringLower("@evm_address"u8)));
    }

    [Test]
    public void AWalletOfAnotherKeyIsRefused()
    {
        Signature signature = Chain(Root(SignatureType.Ecdsa), SignatureType.Eip712);
        Assert.That(Error(signature), Is.EqualTo(CertificateError.InvalidSignature));
    }

    [Test]
    public void AChainOfThreeIsTooLong()
    {
        Signature root = Sign(DevKeypairs.Alice, SignatureType.Sr25519, Encoded(Body(DevKeypairs.Bob)), Body(DevKeypairs.Alice));
        Signature middle = Sign(DevKeypairs.Bob, SignatureType.Sr25519, Encoded(Body(Agent)), Body(DevKeypairs.Bob), root);
        Assert.That(Error(Sign(Agent, SignatureType.Sr25519, Query, Body(Agent), middle)), Is.EqualTo(CertificateError.TooLongCertificateChain));
    }

    [Test]
    public void AnUnknownTypeIsRefusedBeforeAllElse() =>
        Assert.That(Error(new Signature { SignatureType = (SignatureType)9 }), Is.EqualTo(CertificateError.InvalidSignatureType));

    [Test]
    public void ASignatureNeedsACertificate() =>
        Assert.That(Error(new Signature { SignatureType = SignatureType.Sr25519 }), Is.EqualTo(CertificateError.CertificateMissing));

    [Test]
    public void ACertificateMustBeReadable() => Assert.That(
        Error(new Signature { SignatureType = SignatureType.Sr25519, SignedBy = new Certificate { EncodedBody = ByteString.CopyFrom(128, 1) } }),
        Is.EqualTo(CertificateError.DecodeFailed));

    [TestCase(Block - 1, false)]
    [TestCase(Block, true)]
    public void ACertificateHoldsToItsLastBlock(uint timeToLive, bool holds)
    {
        Signature signature = Sign(DevKeypairs.Alice, SignatureType.Sr25519, Query, Body(DevKeypairs.Alice, timeToLive));
        Assert.That(CertificateVerifier.Verify(signature, Query, Block).IsOk, Is.EqualTo(holds));
        if (!holds)
        {
            Assert.That(Error(signature), Is.EqualTo(CertificateError.CertificateExpired));
        }
    }

    [Test]
    public void ExpiryIsSeenBeforeTheSignature()
    {
        Signature signature = Sign(DevKeypairs.Alice, SignatureType.Sr25519, [], Body(DevKeypairs.Bob, Block - 1));
        Assert.That(Error(signature), Is.EqualTo(CertificateError.CertificateExpired));
    }

    [Test]
    public void TheRootMustHoldToo()
    {
        Signature root = Sign(DevKeypairs.Alice, SignatureType.Sr25519, Encoded(Body(Agent)), Body(DevKeypairs.Alice, Block - 1));
        Assert.That(Error(Sign(Agent, SignatureType.Sr25519, Query, Body(Agent), root)), Is.EqualTo(CertificateError.CertificateExpired));
    }

    [TestCase(SignatureType.Ed25519, 33)]
    [TestCase(SignatureType.Sr25519, 31)]
    [TestCase(SignatureType.Ecdsa, 32)]
    [TestCase(SignatureType.EvmEcdsa, 32)]
    public void AKeyMustHaveItsLength(SignatureType type, int length)
    {
        Signature signature = Sign(Agent, SignatureType.Sr25519, Query, new CertificateBody(new byte[length], Block));
        signature.SignatureType = type;
        Assert.That(Error(signature), Is.EqualTo(CertificateError.InvalidPublicKey));
    }

    [TestCase(SignatureType.Ed25519)]
    [TestCase(SignatureType.Sr25519)]
    [TestCase(SignatureType.Ecdsa)]
    [TestCase(SignatureType.Sr25519WrapBytes)]
    [TestCase(SignatureType.EvmEcdsa)]
    [TestCase(SignatureType.Eip712)]
    public void AnyBitMatters(SignatureType type)
    {
        using Keypair root = Root(type);
        Signature signature = Chain(root, type);
        byte[] bytes = signature.SignedBy.Signature.Signature_.ToByteArray();
        bytes[5] ^= 1;
        signature.SignedBy.Signature.Signature_ = ByteString.CopyFrom(bytes);
        Assert.That(Error(signature), Is.EqualTo(CertificateError.InvalidSignature));
        signature.SignedBy.Signature.Signature_ = ByteString.Empty;
        Assert.That(Error(signature), Is.EqualTo(CertificateError.InvalidSignature));
    }

    [Test]
    public void AWrappedSignatureIsNoPlainOne()
    {
        using Keypair root = Root(SignatureType.Sr25519);
        Signature signature = Chain(root, SignatureType.Sr25519WrapBytes);
        signature.SignedBy.Signature.SignatureType = SignatureType.Sr25519;
        Assert.That(Error(signature), Is.EqualTo(CertificateError.InvalidSignature));
    }

    [Test]
    public void ASignatureOfAnotherQueryIsRefused() => Assert.That(
        Error(Sign(DevKeypairs.Alice, SignatureType.Sr25519, "another"u8.ToArray(), Body(DevKeypairs.Alice))), Is.EqualTo(CertificateError.InvalidSignature));

    private static Keypair Root(SignatureType type) => Keypair.FromSeed([.. Enumerable.Repeat((byte)3, 32)], type switch
    {
        SignatureType.Ed25519 or SignatureType.Ed25519WrapBytes => SignatureAlgorithm.Ed25519,
        SignatureType.Sr25519 or SignatureType.Sr25519WrapBytes => SignatureAlgorithm.Sr25519,
        _ => SignatureAlgorithm.Ecdsa,
    });

    private static Signature Chain(Keypair root, SignatureType type) =>
        Sign(Agent, SignatureType.Sr25519, Query, Body(Agent), Sign(root, type, Encoded(Body(Agent)), Body(root)));

    private static Signature Sign(Keypair signer, SignatureType type, byte[] message, CertificateBody body, Signature? above = null)
    {
        bool isWrapped = type is SignatureType.Ed25519WrapBytes or SignatureType.Sr25519WrapBytes or SignatureType.EcdsaWrapBytes or SignatureType.EvmEcdsaWrapBytes;
        byte[] signed = isWrapped ? [.. Encoding.UTF8.GetBytes("<Bytes>"), .. message, .. Encoding.UTF8.GetBytes("</Bytes>")] : message;
        return new Signature
        {
            SignatureType = type,
            Signature_ = ByteString.CopyFrom(signer.Sign(signed)),
            SignedBy = new Certificate { EncodedBody = ByteString.CopyFrom(Encoded(body)), Signature = above },
        };
    }

    private static CertificateBody Body(Keypair keypair, uint timeToLive = int.MaxValue) => new(keypair.PublicKey, timeToLive);

    private static byte[] Encoded(CertificateBody body) => ScaleCodec.Encode(body);

    private static AccountId Account(Signature signature)
    {
        Assert.That(CertificateVerifier.Verify(signature, Query, Block).TryGetValue(out AccountId account, out CertificateError error), Is.True, error.ToString());
        return account;
    }

    private static CertificateError Error(Signature signature)
    {
        Assert.That(CertificateVerifier.Verify(signature, Query, Block).TryGetValue(out _, out CertificateError error), Is.False);
        return error;
    }
}
