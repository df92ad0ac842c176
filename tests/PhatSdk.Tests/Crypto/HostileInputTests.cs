using System.Text;
using CsCheck;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto;

/// <summary>Whatever comes in, parsers and verifiers answer, or throw what they say.</summary>
public class HostileInputTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["/0x1aZ \n\ud800"], 0, 90],
        Gen.String[Gen.Char["123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"], 40, 60]);

    [Test]
    public void SecretUrisParseOrAreRefused() => Texts.Sample(text =>
    {
        try
        {
            using SecretUri uri = SecretUri.Parse(text);
        }
        catch (FormatException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    });

    [Test]
    public void AddressesParseOrAreRefused() => Texts.Sample(text =>
    {
        bool isSubstrate = Ss58Address.TryParse(text, out AccountId account, out _);
        bool isEthereum = EthereumAddress.TryParse(text, null, out EthereumAddress address);
        Assert.That(isSubstrate || account == default);
        Assert.That(isEthereum || address == default);
    });

    [Test]
    public void PhrasesAreValidOrNot() => Texts.Sample(text => { Mnemonic.IsValid(text); });

    [Test]
    public void RandomBytesAreNoSignature() => Gen.Byte.Array[0, 70].Select(Gen.Byte.Array[0, 70]).Sample((publicKey, signature) =>
    {
        byte[] message = Encoding.ASCII.GetBytes("message");
        bool any = HostCrypto.VerifySr25519(publicKey, message, signature)
            || HostCrypto.VerifyEd25519(publicKey, message, signature)
            || HostCrypto.VerifyEcdsa(publicKey, message, signature)
            || SignatureAlgorithm.Sr25519.Verify(publicKey, message, signature)
            || SignatureAlgorithm.Ethereum.Verify(publicKey, message, signature)
            || Eip191.TryRecover(message, [.. signature.Take(33)], out _);
        return !any;
    });

    [Test]
    public void RandomBytesOfTheRightLengthAreNoSignature() => Gen.Byte.Array[33].Select(Gen.Byte.Array[65]).Sample((publicKey, signature) =>
    {
        signature[64] &= 3;
        return !HostCrypto.VerifySr25519(publicKey.AsSpan(1), [1], signature.AsSpan(1))
            && !HostCrypto.VerifyEd25519(publicKey.AsSpan(1), [1], signature.AsSpan(1))
            && !HostCrypto.VerifyEcdsa(publicKey, [1], signature);
    });
}
