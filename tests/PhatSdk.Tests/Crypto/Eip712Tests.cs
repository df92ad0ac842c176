using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;

namespace PhatSdk.Tests.Crypto;

/// <summary>What <see cref="Ethereum.TypedDataTests"/> does not show by vectors.</summary>
public class Eip712Tests
{
    private static readonly TypedData Data = TypedData.Parse("""{"types":{"T":[{"name":"a","type":"bool"}]},"primaryType":"T","domain":{"name":"x"},"message":{"a":true}}""");
    private static readonly TypedData Other = TypedData.Parse("""{"types":{"T":[{"name":"a","type":"bool"}]},"primaryType":"T","domain":{"name":"y"},"message":{"a":true}}""");

    [Test]
    public void OnlyEthereumKeysSign() =>
        Assert.That(() => Eip712.Sign(DevKeypairs.Alice, Data), Throws.ArgumentException.With.Message.Contains("a key of Sr25519 signs no message of Ethereum"));

    [Test]
    public async Task ASignerSignsThePayload()
    {
        using Keypair keypair = Keypair.Generate(SignatureAlgorithm.Ethereum);
        ReadOnlyMemory<byte> signature = await ((ISigner)keypair).SignAsync(Data.Payload);
        Assert.That(Eip712.TryRecover(Data, signature.Span, out EthereumAddress address) && address == EthereumAddress.FromPublicKey(keypair.PublicKey.Span));
    }

    [Test]
    public void ASignatureIsForOneDomainOneMessageAndOneSigner()
    {
        using Keypair keypair = Keypair.Generate(SignatureAlgorithm.Ethereum);
        EthereumAddress signer = EthereumAddress.FromPublicKey(keypair.PublicKey.Span);
        byte[] signature = Eip712.Sign(keypair, Data);
        Assert.That(Eip712.Verify(Data, signature, signer));
        Assert.That(Eip712.Verify(Other, signature, signer), Is.False);
        Assert.That(Eip712.Verify(Data, signature, default), Is.False);
        Assert.That(Eip712.Verify(Data, signature.AsSpan(1), signer), Is.False);
        signature[^1] += 2;
        Assert.That(Eip712.Verify(Data, signature, signer), Is.False);
    }
}
