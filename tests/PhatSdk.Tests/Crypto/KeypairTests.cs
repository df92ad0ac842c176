using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto;

public class KeypairTests
{
    private const string File = "rust/sr25519.json";

    [Test]
    public void ExpandsSeedsAsSubstrate() => Assert.Multiple(() =>
    {
        byte[] exported = new byte[64];
        byte[] seed = new byte[32];
        foreach (JsonElement row in Vectors.Table(File, "keys", 25))
        {
            JsonElement expected = row.GetProperty("ed25519Mode");
            using Keypair keypair = Keypair.FromSeed(row.Bytes("miniSecret"));
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(expected.Bytes("publicKey")));
            Assert.That(keypair.AccountId.ToArray(), Is.EqualTo(expected.Bytes("publicKey")));
            keypair.ExportSecretKey(exported);
            Assert.That(exported, Is.EqualTo(expected.Bytes("secretKey")));
            keypair.ExportSecretKey(exported, SecretKeyForm.Ed25519);
            Assert.That(exported, Is.EqualTo(expected.Bytes("secretKeyEd25519")));
            Assert.That(keypair.TryExportSeed(seed));
            Assert.That(seed, Is.EqualTo(row.Bytes("miniSecret")));
        }
    });

    [Test]
    public void ImportsBothFormsOfASecretKey() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "keys", 25))
        {
            foreach (JsonElement mode in new[] { row.GetProperty("ed25519Mode"), row.GetProperty("uniformMode") })
            {
                using Keypair canonical = Keypair.FromSecretKey(mode.Bytes("secretKey"));
                using Keypair multiplied = Keypair.FromSecretKey(mode.Bytes("secretKeyEd25519"), SecretKeyForm.Ed25519);
                Assert.That(canonical.PublicKey.ToArray(), Is.EqualTo(mode.Bytes("publicKey")));
                Assert.That(multiplied.PublicKey.ToArray(), Is.EqualTo(mode.Bytes("publicKey")));
                Assert.That(canonical.TryExportSeed(new byte[32]), Is.False);
            }

            using Keypair uniform = Keypair.FromUniformMiniSecret(row.Bytes("miniSecret"));
            Assert.That(uniform.PublicKey.ToArray(), Is.EqualTo(row.GetProperty("uniformMode").Bytes("publicKey")));
            Assert.That(uniform.TryExportSeed(new byte[32]), Is.False);
        }
    });

    // Two rows where this is stricter than schnorrkel: the scalar zero, for whose key anyone can sign, and the three low bits of the form times eight,
    // which schnorrkel drops.
    [Test]
    public void RefusesSecretKeysThatSchnorrkelRefusesAndZeroAndLowBits() => Assert.Multiple(() =>
    {
        int stricter = 0;
        foreach (JsonElement row in Vectors.Table(File, "secretKeyDecoding", 15))
        {
            byte[] bytes = row.Bytes("bytes");
            SecretKeyForm form = row.Text("form") == "canonical" ? SecretKeyForm.Canonical : SecretKeyForm.Ed25519;
            string name = row.Text("case");
            bool isStricter = name.StartsWith("scalar zero", StringComparison.Ordinal) || name.Contains("three low bits", StringComparison.Ordinal);
            stricter += isStricter ? 1 : 0;
            if (!row.Flag("accepted") || isStricter)
            {
                Assert.That(() => Keypair.FromSecretKey(bytes, form), Throws.ArgumentException, name);
                continue;
            }

            using Keypair keypair = Keypair.FromSecretKey(bytes, form);
            byte[] exported = new byte[64];
            keypair.ExportSecretKey(exported);
            Assert.That(exported[..32], Is.EqualTo(row.Bytes("scalar")), name);
            Assert.That(keypair.PublicKey.ToArray(), Is.EqualTo(row.Bytes("publicKey")), name);
            keypair.ExportSecretKey(exported, form);
            Assert.That(exported, Is.EqualTo(bytes), name);
        }

        Assert.That(stricter, Is.EqualTo(2));
    });

    [Test]
    public void SignsWhatVerifies()
    {
        using Keypair keypair = Keypair.Generate();
        byte[] message = Vectors.Pattern(77);
        byte[] first = keypair.Sign(message);
        byte[] second = keypair.Sign(message);
        Assert.That(keypair.Algorithm.Verify(keypair.PublicKey.Span, message, first));
        Assert.That(keypair.Algorithm.Verify(keypair.PublicKey.Span, message, second));
        Assert.That(first, Is.Not.EqualTo(second), "sr25519 signatures are hedged with fresh randomness");
    }

    [Test]
    public async Task SignsForTheSignerSeam()
    {
        Keypair signer = DevKeypairs.Bob;
        ReadOnlyMemory<byte> signature = await signer.SignAsync(new byte[] { 1, 2, 3 });
        Assert.That(signer.Scheme, Is.EqualTo(SignatureScheme.Sr25519));
        Assert.That(SignatureAlgorithm.Sr25519.Verify(signer.PublicKey.Span, [1, 2, 3], signature.Span));
    }

    [Test]
    public void SignerSeamHeedsCancellation()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.That(async () => await DevKeypairs.Bob.SignAsync(default, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void ImportsTheKeysOfPolkadotJs()
    {
        JsonElement sr25519 = Vectors.File("crypto.json").GetProperty("sr25519");
        foreach ((string name, string path) in new[] { ("root", ""), ("alice", "//Alice"), ("bob", "//Bob"), ("aliceSoft", "//Alice/soft") })
        {
            JsonElement expected = sr25519.GetProperty(name);
            using Keypair imported = Keypair.FromSecretKey(expected.Bytes("secretKey"), SecretKeyForm.Ed25519);
            using Keypair derived = Keypair.FromUri(sr25519.Text("mnemonic") + path);
            Assert.That(imported.PublicKey.ToArray(), Is.EqualTo(expected.Bytes("publicKey")));
            Assert.That(derived.PublicKey.ToArray(), Is.EqualTo(expected.Bytes("publicKey")));
            byte[] exported = new byte[64];
            derived.ExportSecretKey(exported, SecretKeyForm.Ed25519);
            Assert.That(exported[..32], Is.EqualTo(expected.Bytes("secretKey")[..32]), name);
        }
    }

    [Test]
    public void DisposedKeypairSignsNothing()
    {
        Keypair keypair = Keypair.Generate();
        keypair.Dispose();
        Assert.That(() => keypair.Sign([]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => keypair.ExportSecretKey(new byte[64]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => keypair.TryExportSeed(new byte[32]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => keypair.Derive(DeriveJunction.Hard("a")), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => keypair.Derive(DeriveJunction.Soft("a")), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void TextShowsThePublicKeyOnly() =>
        Assert.That(DevKeypairs.Alice.ToString(), Is.EqualTo("Sr25519 0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"));

    [TestCase(0)]
    [TestCase(31)]
    [TestCase(33)]
    [TestCase(64)]
    public void RefusesSeedOfAnotherLength(int length) =>
        Assert.That(() => Keypair.FromSeed(new byte[length]), Throws.ArgumentException.With.Message.Contains($"not {length}"));

    [Test]
    public void RefusesDestinationsOfAnotherLength()
    {
        Assert.That(() => DevKeypairs.Alice.Sign([], new byte[63]), Throws.ArgumentException);
        Assert.That(() => DevKeypairs.Alice.ExportSecretKey(new byte[32]), Throws.ArgumentException);
        Assert.That(() => DevKeypairs.Alice.TryExportSeed(new byte[33]), Throws.ArgumentException);
    }

    [Test]
    public void ManyThreadsSignWithOneKeypair() => Parallel.For(0, 64, i =>
    {
        byte[] message = [(byte)i];
        if (!SignatureAlgorithm.Sr25519.Verify(DevKeypairs.Eve.PublicKey.Span, message, DevKeypairs.Eve.Sign(message)))
        {
            throw new AssertionException($"message {i}");
        }
    });

    [Test]
    public void SignAllocatesNothing()
    {
        byte[] message = Vectors.Pattern(300);
        byte[] signature = new byte[64];
        Allocations.AssertNone(() => DevKeypairs.Alice.Sign(message, signature));
    }

    [Test]
    public void APhraseGivesWhatItsUriGives()
    {
        foreach (SignatureAlgorithm algorithm in (SignatureAlgorithm[])[SignatureAlgorithm.Sr25519, SignatureAlgorithm.Ed25519, SignatureAlgorithm.Ecdsa])
        {
            using Keypair fromUri = Keypair.FromUri($"{DevKeypairs.Phrase}///p\u00e9ssword", algorithm);
            using Keypair fromPhrase = Keypair.FromMnemonic(DevKeypairs.Phrase, "p\u00e9ssword", algorithm);
            Assert.That(fromPhrase.PublicKey.ToArray(), Is.EqualTo(fromUri.PublicKey.ToArray()));
        }

        Assert.That(() => Keypair.FromMnemonic(DevKeypairs.Phrase, algorithm: SignatureAlgorithm.Ethereum), Throws.ArgumentException.With.Message.Contains("FromEthereumMnemonic"));
        Assert.That(() => Keypair.FromMnemonic(DevKeypairs.Phrase, "\ud800"), Throws.InstanceOf<FormatException>().With.Message.EqualTo("the password holds half of a surrogate pair"));
        Assert.That(() => Keypair.FromMnemonic("bottom drive"), Throws.InstanceOf<FormatException>());
    }
}
