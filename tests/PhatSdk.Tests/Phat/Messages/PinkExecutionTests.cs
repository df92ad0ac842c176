using System.IO.Compression;
using System.Text.Json;
using PhatSdk.Phat;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Phat.Messages;

public sealed class PinkExecutionTests
{
    // phat-protocol.md 12: system::version answered (1, 2, 3); what follows the nonce, the two tags and the length.
    private const string Version = "022d3101" + "00" + "feffff3f" + "00" + "01ff000000000000000000000000000000" + "00" + "00" + "00000000" + "1c00010002000300";

    private static readonly string[] Expected = ["ok", "reverted", "Token.FundsUnavailable", "Contracts.ContractNotFound"];

    [TestCase("", TestName = "AsRuntime10Writes")]
    [TestCase("00", TestName = "AsRuntime12Writes")]
    [TestCase("87c98a8d", TestName = "AsALogOfRuntime10Writes")]
    [TestCase("0087c98a8d", TestName = "AsALogOfRuntime12Writes")]
    public void ReadsAMessagesResult(string tail)
    {
        PinkExecution execution = PinkExecution.DecodeMessage(Hex.Parse(Version + tail));

        Assert.Multiple(() =>
        {
            Assert.That(execution.GasConsumed, Is.EqualTo(new Weight(5_000_000, 0)));
            Assert.That(execution.GasRequired, Is.EqualTo(new Weight(268_435_455, 0)));
            Assert.That(execution.StorageDeposit, Is.EqualTo((Int128)255));
            Assert.That(execution.Error, Is.Null);
            Assert.That(execution.IsReverted, Is.False);
            Assert.That(Hex.Format(execution.Data.Span), Is.EqualTo("0x00010002000300"));
            Assert.That(execution.Contract, Is.Null);
        });
    }

    [TestCase("01")]
    [TestCase("0000")]
    [TestCase("000000")]
    [TestCase("0087c98a8d00")]
    public void RefusesAnotherTail(string tail) =>
        Assert.Throws<ScaleException>(() => PinkExecution.DecodeMessage(Hex.Parse(Version + tail)));

    [Test]
    public void RefusesEveryCut()
    {
        byte[] whole = Hex.Parse(Version);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<ScaleException>(() => PinkExecution.DecodeMessage(whole.AsSpan(0, length)), $"cut to {length}");
        }
    }

    [TestCase("inkResponseSmall")]
    [TestCase("inkResponse10KiB")]
    public void ReadsWhatPolkadotJsWrites(string name)
    {
        InkResponse response = ScaleCodec.Decode<InkResponse>(PhalaVectors.Bytes(name));
        Assert.That(response.Outcome.TryGetValue(out ReadOnlyMemory<byte> payload, out _), Is.True);

        PinkExecution execution = PinkExecution.DecodeMessage(payload.Span);

        Assert.That(execution.Error, Is.Null);
        Assert.That(
            execution.Data.ToArray(), name == "inkResponseSmall" ? Is.EqualTo(PhalaVectors.Bytes("smallReturn")) : Has.Length.GreaterThan(10_000));
    }

    [Test]
    public void ReadsEveryResultOfTheClusterRuntime()
    {
        List<string> read = [];
        foreach (JsonElement call in ClusterCalls())
        {
            string function = call.GetProperty("function").GetString()!;
            if (function is "ClusterApi_call" or "ClusterApi_instantiate")
            {
                ScaleReader reader = new(Hex.Parse(call.GetProperty("result").GetString()));
                PinkExecution execution = function == "ClusterApi_call"
                    ? PinkExecution.DecodeMessage(reader.ReadBytes())
                    : PinkExecution.DecodeInstantiation(reader.ReadBytes());
                read.Add(execution.Error is PinkDispatchError error ? PinkErrors.NameOf(error, new Version(1, 2)) : execution.IsReverted ? "reverted" : "ok");
            }
        }

        Assert.That(read, Has.Count.GreaterThan(20));
        Assert.That(read, Is.SupersetOf(Expected));
        Assert.That(read, Has.None.Contains("error "));
    }

    [TestCase("0304020000001200", "Contracts.OutOfGas")]
    [TestCase("03040c000000", "Contracts.ContractTrapped")]
    [TestCase("030502000000", "Pink.ContractIoBufferOverflow")]
    [TestCase("030202000000", "Balances.InsufficientBalance")]
    [TestCase("030001000000", "pallet 0, error 1")]
    [TestCase("0304c8000000", "Contracts.error 200")]
    [TestCase("0700", "Token.FundsUnavailable")]
    [TestCase("0801", "Arithmetic.Overflow")]
    [TestCase("0900", "Transactional.LimitReached")]
    [TestCase("02", "BadOrigin")]
    [TestCase("0d", "RootNotAllowed")]
    public void NamesErrorsAsRuntime12NumbersThem(string hex, string name)
    {
        ScaleReader reader = new(Hex.Parse(hex));
        PinkDispatchError error = reader.Read<PinkDispatchError>();

        Assert.That(PinkErrors.NameOf(error, new Version(1, 2)), Is.EqualTo(name));
        Assert.That(ScaleCodec.Decode<PinkDispatchError>(ScaleCodec.Encode(error)), Is.EqualTo(error));
    }

    [TestCase(8, "CodeNotFound", "CodeNotFound")]
    [TestCase(9, "OutOfBounds", "CodeInfoNotFound")]
    [TestCase(11, "ContractTrapped", "DecodingFailed")]
    [TestCase(26, "Indeterministic", "ContractReverted")]
    public void NamesDependOnTheRuntimesVersion(int index, string first, string second)
    {
        PinkDispatchError error = new(PinkDispatchError.Module, (byte)index, 4);

        Assert.That(PinkErrors.NameOf(error, new Version(1, 1)), Is.EqualTo("Contracts." + first));
        Assert.That(PinkErrors.NameOf(error, new Version(1, 2)), Is.EqualTo("Contracts." + second));
    }

    [Test]
    public void AnUnknownErrorIsRefused() => Assert.Throws<ScaleException>(() => ScaleCodec.Decode<PinkDispatchError>([15]));

    private static JsonElement.ArrayEnumerator ClusterCalls()
    {
        using FileStream file = File.OpenRead(Fixtures.Path("host/cluster-1.json.gz"));
        using GZipStream unzipped = new(file, CompressionMode.Decompress);
        return JsonDocument.Parse(unzipped).RootElement.GetProperty("calls").EnumerateArray();
    }
}
