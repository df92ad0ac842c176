using PhatSdk.Devnet.Worker;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Devnet.Tests.Worker;

internal sealed class ContractResultTests
{
    [TestCase("00", "Other(\"\")")]
    [TestCase("02", "BadOrigin")]
    [TestCase("030408000000", "Module(ModuleError { index: 4, error: [8, 0, 0, 0], message: Some(\"CodeNotFound\") })")]
    [TestCase("030501000000", "Module(ModuleError { index: 5, error: [1, 0, 0, 0], message: Some(\"UnknownChainExtensionFunction\") })")]
    [TestCase("030202000000", "Module(ModuleError { index: 2, error: [2, 0, 0, 0], message: None })")]
    [TestCase("0700", "Token(FundsUnavailable)")]
    [TestCase("0801", "Arithmetic(Overflow)")]
    [TestCase("0900", "Transactional(LimitReached)")]
    [TestCase("0d", "RootNotAllowed")]
    [TestCase("63", "DispatchError 99")]
    public void ErrorsAreShownAsRustDoes(string error, string text) => Assert.That(ContractResult.DescribeError(Hex.Parse(error)), Is.EqualTo(text));

    [Test]
    public void AResultsBeginningIsRead()
    {
        // From the vectors of phat-protocol.md: system::version, Ok.
        byte[] ok = Hex.Parse("022d310100feffff3f0001ff0000000000000000000000000000000000000000001c0001000200030000");
        Assert.That(ContractResult.Decode(ok), Is.EqualTo(new ContractResult(string.Empty, false, null)));
    }

    [Test]
    public void WhatIsCutOffIsNoResult() => Assert.That(() => ContractResult.Decode([0, 0]), Throws.InstanceOf<ScaleException>());
}
