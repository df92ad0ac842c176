using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Secrets;

namespace PhatSdk.Tests.Crypto.Secrets;

/// <summary>
/// Secrets are where they are held, and nowhere else: after each operation all memory of the process is searched, stacks and native heaps too. What a test itself knows of a secret
/// lies in buffers that it overwrites.
/// </summary>
[NonParallelizable]
public unsafe class SecretsInMemoryTests
{
    private readonly List<MaskedSecret> _secrets = [];
    private byte* _scratch;

    [SetUp]
    public void SetUp()
    {
        if (!ProcessMemory.CanBeRead)
        {
            Assert.Ignore("the memory of a process is read on Linux");
        }

        _secrets.Clear();
        _scratch = (byte*)NativeMemory.AllocZeroed(4096);
    }

    [TearDown]
    public void TearDown() => NativeMemory.Free(_scratch);

    [Test]
    public void TheSearchFindsWhatIsThere()
    {
        byte[] managed = GC.AllocateArray<byte>(32, pinned: true);
        RandomNumberGenerator.Fill(managed);
        Know("managed", managed);
        managed.CopyTo(new Span<byte>(_scratch, 32));
        Assert.That(Found(), Is.EqualTo("managed: 2"));
        managed.AsSpan().Clear();
        Assert.That(Found(), Is.EqualTo("managed: 1"));
        new Span<byte>(_scratch, 32).Clear();
        Assert.That(Found(), Is.Empty);
    }

    [TestCase("Sr25519")]
    [TestCase("Ed25519")]
    public void AKeypairHoldsSeedAndKeyOnce(string scheme)
    {
        Keypair keypair = FromRandomSeed(Enum.Parse<SignatureScheme>(scheme));
        Assert.That(Found(), Is.EqualTo(scheme == "Ed25519" ? "seed: 2" : "seed: 1, scalar: 1, nonce: 1"));
        Use(keypair);
        Assert.That(Found(), Is.EqualTo(scheme == "Ed25519" ? "seed: 2" : "seed: 1, scalar: 1, nonce: 1"), "in use");
        keypair.Dispose();
        Assert.That(Found(), Is.Empty, "after disposal");
    }

    [Test]
    public void AForgottenKeypairIsOverwrittenByTheCollector()
    {
        Forget();
        for (int i = 0; i < 20 && Found().Length > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(Found(), Is.Empty);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Forget() => FromRandomSeed(SignatureScheme.Sr25519);
    }

    [Test]
    public void AGeneratedKeypairLeavesNothing()
    {
        Keypair keypair = Keypair.Generate();
        Know("seed", keypair);
        KnowSecretKey(keypair);
        Assert.That(Found(), Is.EqualTo("seed: 1, scalar: 1, nonce: 1"));
        keypair.Dispose();
        Assert.That(Found(), Is.Empty);
    }

    [TestCase("//hard")]
    [TestCase("/soft")]
    public void DerivationLeavesNothing(string path)
    {
        DeriveJunction junction = path == "//hard" ? DeriveJunction.Hard("hard") : DeriveJunction.Soft("soft");
        Keypair parent = Keypair.Generate();
        Keypair child = parent.Derive(junction);
        parent.Dispose();
        if (junction.IsHard)
        {
            Know("seed", child);
        }

        KnowSecretKey(child);
        Assert.That(Found(), Is.EqualTo(junction.IsHard ? "seed: 1, scalar: 1, nonce: 1" : "scalar: 1, nonce: 1"));
        child.Dispose();
        Assert.That(Found(), Is.Empty);
    }

    [Test]
    public void APhraseLeavesNothing()
    {
        Span<char> phrase = Phrase(out int length);
        Span<char> password = Password();
        Keypair keypair = Keypair.FromMnemonic(phrase[..length], password);
        phrase.Clear();
        password.Clear();
        Know("seed", keypair);
        Assert.That(Found(), Is.EqualTo("seed: 1"));
        keypair.Dispose();
        Assert.That(Found(), Is.Empty);
    }

    [Test]
    public void ASecretUriHoldsEntropyAndPasswordOnce()
    {
        Span<char> text = new(_scratch, 1024);
        Span<char> phrase = Phrase(out int length);
        phrase[..length].CopyTo(text);
        phrase.Clear();
        "//hard///".CopyTo(text[length..]);
        Span<char> password = Password();
        password.CopyTo(text[(length + 9)..]);
        password.Clear();
        SecretUri uri = SecretUri.Parse(text[..(length + 9 + PasswordLength)]);
        text.Clear();
        Assert.That(Found(), Is.EqualTo("entropy: 1, password: 1"));
        Keypair keypair = Keypair.FromUri(uri);
        uri.Dispose();
        Know("seed", keypair);
        Assert.That(Found(), Is.EqualTo("seed: 1"));
        keypair.Dispose();
        Assert.That(Found(), Is.Empty);
    }

    [Test]
    public void AKeystoreLeavesNothing()
    {
        Keypair keypair = FromRandomSeed(SignatureScheme.Sr25519);
        KnowSecretKey(keypair, SecretKeyForm.Ed25519);
        Span<char> password = Password();
        string json;
        using (JsonKeystore sealedKeystore = JsonKeystore.Seal(keypair, password))
        {
            json = sealedKeystore.ToJson();
        }

        keypair.Dispose();
        using (JsonKeystore read = JsonKeystore.Parse(json))
        {
            keypair = read.Open(password);
        }

        password.Clear();
        Assert.That(Found(), Is.EqualTo("scalar: 1, nonce: 1"));
        keypair.Dispose();
        Assert.That(Found(), Is.Empty);
    }

    private const int PasswordLength = 40;

    private Keypair FromRandomSeed(SignatureScheme scheme)
    {
        Span<byte> seed = new(_scratch, 32);
        RandomNumberGenerator.Fill(seed);
        Know("seed", seed);
        Keypair keypair = Keypair.FromSeed(seed, scheme is SignatureScheme.Sr25519 ? SignatureAlgorithm.Sr25519 : SignatureAlgorithm.Ed25519);
        seed.Clear();
        if (scheme is SignatureScheme.Sr25519)
        {
            KnowSecretKey(keypair);
        }

        return keypair;
    }

    private static void Use(Keypair keypair)
    {
        byte[] message = [1, 2, 3];
        byte[] signature = keypair.Sign(message);
        Assert.That(keypair.Algorithm.Verify(keypair.PublicKey.Span, message, signature));
        if (keypair.Algorithm is Sr25519)
        {
            Ecdh.Agree(keypair, DevKeypairs.Bob.PublicKey.Span, new byte[32]);
            Sr25519Vrf.Sign(keypair, new VrfTranscript("x"u8), new byte[32], new byte[64]);
            keypair.Derive(DeriveJunction.Soft("a")).Dispose();
        }

        keypair.Derive(DeriveJunction.Hard("a")).Dispose();
        _ = keypair.ToString();
    }

    private Span<char> Phrase(out int length)
    {
        Span<byte> entropy = new(_scratch, 32);
        RandomNumberGenerator.Fill(entropy);
        Know("entropy", entropy);
        Span<char> phrase = new(_scratch + 1024, 512);
        length = WritePhrase(entropy, phrase);
        Know("phrase", MemoryMarshal.AsBytes(phrase[..length]));
        Span<byte> ascii = new(_scratch + 2048, length);
        Encoding.ASCII.GetBytes(phrase[..length], ascii);
        Know("phrase in ASCII", ascii);
        ascii.Clear();
        entropy.Clear();
        return phrase;
    }

    // As FromEntropy, without a string.
    private static int WritePhrase(ReadOnlySpan<byte> entropy, Span<char> phrase)
    {
        Span<byte> bits = stackalloc byte[33];
        Span<byte> hash = stackalloc byte[32];
        entropy.CopyTo(bits);
        SHA256.HashData(entropy, hash);
        bits[32] = hash[0];
        int length = 0;
        for (int word = 0; word < 24; word++)
        {
            int index = 0;
            for (int bit = word * 11; bit < (word + 1) * 11; bit++)
            {
                index = (index << 1) | ((bits[bit / 8] >> (7 - (bit % 8))) & 1);
            }

            if (word > 0)
            {
                phrase[length++] = ' ';
            }

            WordList.English[index].CopyTo(phrase[length..]);
            length += WordList.English[index].Length;
        }

        bits.Clear();
        return length;
    }

    private Span<char> Password()
    {
        Span<char> password = new(_scratch + 3072, PasswordLength);
        for (int i = 0; i < PasswordLength; i++)
        {
            password[i] = (char)('a' + RandomNumberGenerator.GetInt32(26));
        }

        Span<byte> ascii = new(_scratch + 3584, PasswordLength);
        Encoding.ASCII.GetBytes(password, ascii);
        Know("password", ascii);
        Know("password in UTF-16", MemoryMarshal.AsBytes(password));
        ascii.Clear();
        return password;
    }

    private void Know(string name, ReadOnlySpan<byte> secret) => _secrets.Add(new MaskedSecret(name, secret));

    private void Know(string name, Keypair keypair)
    {
        Span<byte> seed = new(_scratch, 32);
        Assert.That(keypair.TryExportSeed(seed));
        Know(name, seed);
        seed.Clear();
    }

    private void KnowSecretKey(Keypair keypair, SecretKeyForm form = SecretKeyForm.Canonical)
    {
        Span<byte> key = new(_scratch, 64);
        keypair.ExportSecretKey(key, form);
        Know(form is SecretKeyForm.Canonical ? "scalar" : "scalar times eight", key[..32]);
        if (form is SecretKeyForm.Canonical)
        {
            Know("nonce", key[32..]);
        }

        key.Clear();
    }

    private string Found()
    {
        int[] counts = ProcessMemory.Count(_secrets);
        return string.Join(", ", _secrets.Zip(counts).Where(pair => pair.Second > 0).Select(pair => $"{pair.First.Name}: {pair.Second}"));
    }
}
