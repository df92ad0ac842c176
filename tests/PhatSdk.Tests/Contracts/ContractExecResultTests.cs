using PhatSdk.Contracts;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Contracts;

internal sealed class ContractExecResultTests
{
    private const string Weights = "02093d00411f02093d00411f";
    private const string NoCharge = "0100000000000000000000000000000000";

    /// <summary>A worked example: a message that returned <c>Ok(true)</c>.</summary>
    [TestCase("")]
    [TestCase("00")]
    public void ResultIsReadWithAndWithoutTheTagOfEvents(string events)
    {
        ContractOutput output = Call(Weights + NoCharge + "00" + "00" + "00000000" + "080001" + events).ToOutput("x");

        Assert.That(output.Data.ToArray(), Is.EqualTo(new byte[] { 0, 1 }));
        Assert.That(output.GasConsumed, Is.EqualTo(new Weight(1_000_000, 2000)));
        Assert.That(output.GasRequired, Is.EqualTo(new Weight(1_000_000, 2000)));
        Assert.That((output.IsReverted, output.StorageDeposit, output.DebugMessage, output.Contract), Is.EqualTo((false, (Int128)0, "", (AccountId?)null)));
    }

    [Test]
    public void RevertAndRefundAndDebugMessageAreRead()
    {
        ContractExecResult result = Call(Weights + "00ff" + new string('0', 30) + "0c616263" + "00" + "01000000" + "080101" + "00");

        Assert.That((result.IsReverted, result.StorageDeposit, result.DebugMessage), Is.EqualTo((true, (Int128)(-255), "abc")));
    }

    [Test]
    public void EventsOfTheRunAreRead()
    {
        string events = "01" + Convert.ToHexStringLower(RecordedBlocks.At(6).Events);

        Assert.That(Call(Weights + NoCharge + "00" + "00" + "00000000" + "00" + events).Events, Has.Count.GreaterThan(3));
    }

    [Test]
    public void DeploymentHasAContract()
    {
        string contract = string.Concat(Enumerable.Repeat("c0", 32));
        byte[] encoded = Convert.FromHexString(Weights + NoCharge + "00" + "00" + "00000000" + "00" + contract + "00");

        Assert.That(ContractExecResult.DecodeInstantiate(encoded, RecordedMetadata.PhatChain).ToOutput("x").Contract, Is.EqualTo(AccountId.Parse(contract)));
        Assert.Throws<ScaleException>(() => ContractExecResult.DecodeCall(encoded, RecordedMetadata.PhatChain));
    }

    [Test]
    public void TrapNamesTheErrorAndShowsTheDebugMessage()
    {
        byte pallet = RecordedMetadata.PhatChain["Contracts"].Index;
        byte trapped = ((VariantType)RecordedMetadata.PhatChain.Types[RecordedMetadata.PhatChain["Contracts"].ErrorTypeId!.Value])
            .Variants.Single(variant => variant.Name == "ContractTrapped").Index;
        ContractExecResult result = Call(Weights + NoCharge + "0c616263" + "01" + "03" + $"{pallet:x2}{trapped:x2}000000" + "00");

        ContractTrappedException? exception = Assert.Throws<ContractTrappedException>(() => result.ToOutput("contract 0xc0"));
        Assert.That((exception!.Error, exception.DebugMessage), Is.EqualTo(("Contracts.ContractTrapped", "abc")));
        Assert.That(exception.Message, Does.Contain("contract 0xc0"));
    }

    [Test]
    public void TruncatedResultsAreRefused()
    {
        byte[] encoded = Convert.FromHexString(Weights + NoCharge + "0c616263" + "00" + "00000000" + "080001");
        for (int length = 0; length < encoded.Length; length++)
        {
            Assert.Throws<ScaleException>(() => ContractExecResult.DecodeCall(encoded.AsSpan(0, length), RecordedMetadata.PhatChain), $"{length} bytes");
        }

        Assert.Throws<ScaleException>(() => ContractExecResult.DecodeCall([.. encoded, 0, 0], RecordedMetadata.PhatChain));
    }

    [TestCase("02" + "00000000000000000000000000000000")]
    [TestCase("01" + "ffffffffffffffffffffffffffffffff")]
    public void BadDepositsAreRefused(string deposit) =>
        Assert.Throws<ScaleException>(() => Call(Weights + deposit + "00" + "00" + "00000000" + "00"));

    private static ContractExecResult Call(string hex) => ContractExecResult.DecodeCall(Convert.FromHexString(hex), RecordedMetadata.PhatChain);
}
