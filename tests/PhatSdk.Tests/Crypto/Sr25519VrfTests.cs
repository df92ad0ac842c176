using System.Security.Cryptography;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Keccak;
using PhatSdk.Crypto.Schnorr;

namespace PhatSdk.Tests.Crypto;

public class Sr25519VrfTests
{
    private const string File = "rust/sr25519.json";

    [Test]
    public void ProvesAsSchnorrkelWithGivenRandomness() => Assert.Multiple(() =>
    {
        byte[] input = new byte[32];
        byte[] preOutput = new byte[32];
        byte[] proof = new byte[64];
        byte[] batchable = new byte[96];
        foreach (JsonElement row in Vectors.Table(File, "vrf", 16))
        {
            MerlinTranscript transcript = TranscriptOf(row).Merlin;
            MerlinTranscript proofTranscript = SchnorrkelVrf.ProofTranscript(ExtraOf(row)?.Merlin);
            byte[] publicKey = row.Bytes("publicKey");
            SchnorrkelVrf.InputOf(transcript, publicKey, row.Flag("malleable"), input);
            Assert.That(input, Is.EqualTo(row.Bytes("inputPoint")));
            SchnorrkelVrf.Prove(proofTranscript, row.Bytes("secretKey"), publicKey, input, new byte[32], preOutput, proof, batchable);
            Assert.That(preOutput, Is.EqualTo(row.Bytes("preOutput")));
            Assert.That(proof, Is.EqualTo(row.Bytes("proof")));
            Assert.That(batchable, Is.EqualTo(row.Bytes("proofBatchable")));
            Assert.That(SchnorrkelVrf.Verify(proofTranscript, publicKey, input, preOutput, proof));
            foreach ((string name, int size) in new[] { ("makeBytes16", 16), ("makeBytes32", 32) })
            {
                byte[] made = new byte[size];
                SchnorrkelVrf.MakeBytes(input, preOutput, row.GetProperty(name).Bytes("context"), made);
                Assert.That(made, Is.EqualTo(row.GetProperty(name).Bytes("output")));
            }
        }
    });

    [Test]
    public void VerifiesWhatSchnorrkelProved() => Assert.Multiple(() =>
    {
        byte[] made = new byte[16];
        foreach (JsonElement row in Vectors.Table(File, "vrf", 16))
        {
            VrfTranscript input = TranscriptOf(row);
            bool verified = Sr25519Vrf.Verify(row.Bytes("publicKey"), input, row.Bytes("preOutput"), row.Bytes("proof"), ExtraOf(row));
            Assert.That(verified, Is.Not.EqualTo(row.Flag("malleable")), "what is malleable is no output here");
            if (verified)
            {
                Sr25519Vrf.MakeBytes(row.Bytes("publicKey"), input, row.Bytes("preOutput"), row.GetProperty("makeBytes16").Bytes("context"), made);
                Assert.That(made, Is.EqualTo(row.GetProperty("makeBytes16").Bytes("output")));
            }
        }
    });

    [Test]
    public void RefusesWhatSchnorrkelRefuses() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table(File, "vrfRefused", 9))
        {
            Assert.That(Sr25519Vrf.Verify(row.Bytes("publicKey"), TranscriptOf(row), row.Bytes("preOutput"), row.Bytes("proof")), Is.False, row.Text("case"));
        }
    });

    [Test]
    public void SignsWhatVerifiesAndDrawsTheSameEachTime()
    {
        VrfTranscript input = new VrfTranscript("test"u8).With("slot"u8, [1]);
        VrfTranscript extra = new("extra"u8);
        byte[] preOutput = new byte[32];
        byte[] again = new byte[32];
        byte[] proof = new byte[64];
        Sr25519Vrf.Sign(DevKeypairs.Alice, input, preOutput, proof, extra);
        byte[] alice = DevKeypairs.Alice.PublicKey.ToArray();
        Assert.That(Sr25519Vrf.Verify(alice, input, preOutput, proof, extra));
        Assert.That(Sr25519Vrf.Verify(alice, input, preOutput, proof), Is.False);
        Assert.That(Sr25519Vrf.Verify(alice, input.With("slot"u8, [2]), preOutput, proof, extra), Is.False);
        Assert.That(Sr25519Vrf.Verify(DevKeypairs.Bob.PublicKey.Span, input, preOutput, proof, extra), Is.False);
        Assert.That(Sr25519Vrf.Verify(new byte[32], input, preOutput, proof, extra), Is.False);
        Sr25519Vrf.Sign(DevKeypairs.Alice, input, again, proof);
        Assert.That(again, Is.EqualTo(preOutput));
    }

    [Test]
    public void MakesNoBytesOfWhatIsNoPreOutput()
    {
        byte[] alice = DevKeypairs.Alice.PublicKey.ToArray();
        Assert.That(() => Sr25519Vrf.MakeBytes(alice, new VrfTranscript("a"u8), new byte[32], [], new byte[16]), Throws.InstanceOf<CryptographicException>());
    }

    private static VrfTranscript? ExtraOf(JsonElement row) => row.Holds("extra") ? new VrfTranscript("VRF"u8).With("extra"u8, row.Bytes("extra")) : null;

    private static VrfTranscript TranscriptOf(JsonElement row)
    {
        JsonElement description = row.GetProperty("transcript");
        VrfTranscript transcript = new(description.Bytes("label"));
        foreach (JsonElement item in description.GetProperty("append").EnumerateArray())
        {
            transcript = transcript.With(item.Bytes("label"), item.Bytes("message"));
        }

        return transcript;
    }
}
