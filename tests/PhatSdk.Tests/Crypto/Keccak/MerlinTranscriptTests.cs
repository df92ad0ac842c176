using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PhatSdk.Crypto.Keccak;

namespace PhatSdk.Tests.Crypto.Keccak;

public class MerlinTranscriptTests
{
    [Test]
    public void AgreesWithMerlin() => Assert.Multiple(() =>
    {
        int challenges = 0;
        foreach (JsonElement row in Vectors.Table("rust/sr25519.json", "merlin", 55))
        {
            MerlinTranscript transcript = new(row.Bytes("label"));
            foreach (JsonElement step in row.GetProperty("steps").EnumerateArray())
            {
                byte[] label = step.Bytes("label");
                switch (step.Text("op"))
                {
                    case "append":
                        transcript.Append(label, step.Message());
                        continue;
                    case "appendU64":
                        byte[] number = new byte[8];
                        BinaryPrimitives.WriteUInt64LittleEndian(number, ulong.Parse(step.GetProperty("value").ToString(), CultureInfo.InvariantCulture));
                        transcript.Append(label, number);
                        continue;
                }

                byte[] output = new byte[step.GetProperty("length").GetInt32()];
                if (step.Text("op") == "witnessRng")
                {
                    Assert.That(step.Text("random"), Is.EqualTo("32 zero bytes"));
                    transcript.Witness(label, step.Bytes("witness"), default, new byte[32], output);
                }
                else
                {
                    Assert.That(step.Text("op"), Is.EqualTo("challenge"));
                    transcript.Challenge(label, output);
                }

                Assert.That(output, Is.EqualTo(step.Bytes("output")));
                challenges++;
            }
        }

        Assert.That(challenges, Is.EqualTo(105));
    });

    [Test]
    public void CopyIsForked()
    {
        MerlinTranscript transcript = new("test"u8);
        MerlinTranscript fork = transcript;
        fork.Append("a"u8, "b"u8);
        byte[] first = new byte[32];
        byte[] second = new byte[32];
        transcript.Challenge("c"u8, first);
        fork.Challenge("c"u8, second);
        Assert.That(first, Is.Not.EqualTo(second));
    }

    [Test]
    public void WitnessLeavesTranscriptAsItWas()
    {
        MerlinTranscript transcript = new("test"u8);
        MerlinTranscript other = transcript;
        byte[] witness = new byte[64];
        transcript.Witness("w"u8, new byte[32], default, new byte[32], witness);
        byte[] first = new byte[32];
        byte[] second = new byte[32];
        transcript.Challenge("c"u8, first);
        other.Challenge("c"u8, second);
        Assert.That(first, Is.EqualTo(second));
    }

    [Test]
    public void ClearedTranscriptHoldsNothing()
    {
        MerlinTranscript transcript = new("test"u8);
        transcript.Clear();
        Assert.That(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref transcript, 1)).ContainsAnyExcept((byte)0), Is.False);
    }
}
