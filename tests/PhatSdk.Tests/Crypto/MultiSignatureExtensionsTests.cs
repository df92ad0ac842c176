using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto;

public class MultiSignatureExtensionsTests
{
    private static readonly SignatureAlgorithm[] Algorithms = [SignatureAlgorithm.Sr25519, SignatureAlgorithm.Ed25519, SignatureAlgorithm.Ecdsa];

    [TestCaseSource(nameof(Algorithms))]
    public void VerifiesAgainstTheAccount(SignatureAlgorithm algorithm)
    {
        using Keypair keypair = Keypair.FromUri("//Alice", algorithm);
        MultiSignature signature = MultiSignature.Create((byte)algorithm.Scheme, keypair.Sign([1, 2, 3]));
        Assert.That(signature.Verify([1, 2, 3], keypair.AccountId));
        Assert.That(signature.Verify([1, 2], keypair.AccountId), Is.False);
        Assert.That(signature.Verify([1, 2, 3], DevKeypairs.Bob.AccountId), Is.False);
    }

    [Test]
    public void RecoveryNumbersOfEthereumAreRefused()
    {
        using Keypair keypair = Keypair.FromUri("//Alice", SignatureAlgorithm.Ecdsa);
        byte[] signature = keypair.Sign([1]);
        signature[^1] += 27;
        Assert.That(MultiSignature.Create((byte)SignatureScheme.Ecdsa, signature).Verify([1], keypair.AccountId), Is.False);
    }
}
