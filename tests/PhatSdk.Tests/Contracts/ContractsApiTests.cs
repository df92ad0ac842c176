using PhatSdk.Contracts;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Contracts;

/// <summary>Layouts: version 2 of pallet-contracts' runtime API. The first case is a worked example.</summary>
internal sealed class ContractsApiTests
{
    private static readonly string OriginHex = string.Concat(Enumerable.Repeat("a1", 32));
    private static readonly string ContractHex = string.Concat(Enumerable.Repeat("c0", 32));
    private static readonly AccountId Origin = AccountId.Parse(OriginHex);
    private static readonly AccountId Contract = AccountId.Parse(ContractHex);
    private static readonly byte[] Get = [0x2f, 0x86, 0x5b, 0xd9];

    [Test]
    public void CallWithoutLimitsIsThatOfTheWorkedExample() => Assert.That(
        Convert.ToHexStringLower(ContractsApi.EncodeCall(Origin, Contract, new ContractLimits(0, null, null), Get)),
        Is.EqualTo(OriginHex + ContractHex + new string('0', 32) + "00" + "00" + "102f865bd9"));

    [Test]
    public void BalancesAreNotCompactAndWeightsAre() => Assert.That(
        Convert.ToHexStringLower(ContractsApi.EncodeCall(Origin, Contract, new ContractLimits(5, new Weight(1, 64), 255), Get)),
        Is.EqualTo(OriginHex + ContractHex + "05" + new string('0', 30) + "01" + "04" + "0101" + "01" + "ff" + new string('0', 30) + "102f865bd9"));

    [Test]
    public void DeploymentBringsTheWasmOrNamesIt()
    {
        CodeHash hash = CodeHash.Parse(string.Concat(Enumerable.Repeat("cc", 32)));
        string start = OriginHex + new string('0', 32) + "0000";

        Assert.That(
            Convert.ToHexStringLower(ContractsApi.EncodeInstantiate(Origin, default, hash, new byte[] { 0, 0x61 }, Get, [7])),
            Is.EqualTo(start + "00" + "080061" + "102f865bd9" + "0407"));
        Assert.That(
            Convert.ToHexStringLower(ContractsApi.EncodeInstantiate(Origin, default, hash, null, Get, [])),
            Is.EqualTo(start + "01" + hash.ToString()[2..] + "102f865bd9" + "00"));
    }

    [Test]
    public void UploadIsDeterministic() => Assert.That(
        Convert.ToHexStringLower(ContractsApi.EncodeUploadCode(Origin, [0, 0x61], null)), Is.EqualTo(OriginHex + "080061" + "00" + "00"));
}
