using System.Globalization;
using System.Text.Json;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics.Extensions;

/// <summary>Vectors: <c>sp-runtime</c>'s <c>generic::Era</c>.</summary>
internal sealed class EraTests
{
    [TestCaseSource(nameof(Rows), new object[] { "mortal" })]
    public void MortalEraIsThatOfSpRuntime(JsonElement row)
    {
        ulong current = Number(row, "current");
        Era era = Era.Mortal(Number(row, "askedPeriod"), current);

        Assert.Multiple(() =>
        {
            Assert.That(era.Period, Is.EqualTo(Number(row, "period")));
            Assert.That(era.Phase, Is.EqualTo(Number(row, "phase")));
            Assert.That(era.Birth(current), Is.EqualTo(Number(row, "birth")));
            Assert.That(era.Death(current), Is.EqualTo(Number(row, "death")));
            Assert.That(Hex.Format(ScaleCodec.Encode(era)), Is.EqualTo(row.GetProperty("encoded").GetString()));
            Assert.That(era.IsImmortal, Is.False);
        });
    }

    [TestCaseSource(nameof(Rows), new object[] { "seenFrom" })]
    public void EraIsTheSameSeenFromAnotherBlock(JsonElement row)
    {
        Era era = ScaleCodec.Decode<Era>(Hex.Parse(row.GetProperty("encoded").GetString()));
        ulong at = Number(row, "at");

        Assert.Multiple(() =>
        {
            Assert.That(era.Period, Is.EqualTo(row.TryGetProperty("period", out _) ? Number(row, "period") : 0));
            Assert.That(era.Phase, Is.EqualTo(row.TryGetProperty("phase", out _) ? Number(row, "phase") : 0));
            Assert.That(era.Birth(at), Is.EqualTo(Number(row, "birth")));
            Assert.That(era.Death(at), Is.EqualTo(Number(row, "death")));
        });
    }

    [TestCaseSource(nameof(Rows), new object[] { "decoding" })]
    public void DecodingAcceptsWhatSpRuntimeAccepts(JsonElement row)
    {
        byte[] input = Hex.Parse(row.GetProperty("input").GetString());
        if (!row.GetProperty("accepted").GetBoolean())
        {
            Assert.Throws<ScaleException>(() => ScaleCodec.Decode<Era>(input));
            return;
        }

        Era era = ScaleCodec.Decode<Era>(input);
        if (row.TryGetProperty("immortal", out _))
        {
            Assert.That(era, Is.EqualTo(Era.Immortal));
            return;
        }

        Assert.That(era.Period, Is.EqualTo(Number(row, "period")));
        Assert.That(era.Phase, Is.EqualTo(Number(row, "phase")));
        Assert.That(Hex.Format(ScaleCodec.Encode(era)), Is.EqualTo(row.GetProperty("encodedAgain").GetString()));
    }

    [Test]
    public void ImmortalEraIsOneZeroByteAndHasNoEnd()
    {
        Assert.That(ScaleCodec.Encode(Era.Immortal), Is.EqualTo(new byte[] { 0 }));
        Assert.That(Era.Immortal.Birth(1000), Is.Zero);
        Assert.That(Era.Immortal.Death(1000), Is.EqualTo(ulong.MaxValue));
    }

    private static IEnumerable<TestCaseData> Rows(string table)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Fixtures.Path("rust/era.json")));
        int index = 0;
        foreach (JsonElement row in document.RootElement.GetProperty(table).Clone().EnumerateArray())
        {
            yield return new TestCaseData(row).SetArgDisplayNames($"{table}[{index++}]");
        }
    }

    private static ulong Number(JsonElement row, string name) => ulong.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
