using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Tests.Phat;

internal sealed class CommandOutcomeTests
{
    private static readonly AccountId Contract = DevKeypairs.Dave.AccountId;

    [Test]
    public void ReadsWhatTheMessageReturned()
    {
        Assert.That(Ended("00010002000300").Returned<SystemMessages.GetVersion, Version>(), Is.EqualTo(new Version(1, 2, 3)));
    }

    [Test]
    public void AnErrOfACommandThatRevertedIsAValue()
    {
        Result<Unit, SystemContractError> returned =
            Ended("000100", isReverted: true).Returned<SystemMessages.SetDriver, Result<Unit, SystemContractError>>();

        Assert.That(returned.Error, Is.EqualTo(SystemContractError.PermissionDenied));
    }

    [Test]
    public void WhatAnotherMessageReturnedIsRefused()
    {
        Assert.Throws<ScaleException>(() => Ended("0000").Returned<SystemMessages.GetVersion, Version>());
        Assert.Throws<ScaleException>(() => Ended("0001000200030000").Returned<SystemMessages.GetVersion, Version>());
        ContractRevertedException reverted = Assert.Throws<ContractRevertedException>(
            () => Ended("0000", isReverted: true).Returned<SystemMessages.GetVersion, Version>())!;
        Assert.That(reverted.Label, Is.EqualTo("System::version"));
        Assert.That(reverted.Output.ToArray(), Is.EqualTo(new byte[] { 0, 0 }));
    }

    [Test]
    public void AnInputThatTheContractCouldNotReadIsTold()
    {
        LangErrorException exception = Assert.Throws<LangErrorException>(
            () => Ended("0101", isReverted: true).Returned<SystemMessages.GetVersion, Version>())!;

        Assert.That(exception.Error, Is.EqualTo(LangError.CouldNotReadInput));
    }

    [Test]
    public void ACommandThatFailedReturnedNothing()
    {
        ContractTrappedException exception = Assert.Throws<ContractTrappedException>(
            () => Failed("noted").Returned<SystemMessages.GetVersion, Version>())!;

        Assert.That((exception.Error, exception.DebugMessage), Is.EqualTo(("Contracts.OutOfGas", "noted")));
        Assert.That(exception.Message, Does.Contain("System::version").And.Contain(Contract.ToString()));
        Assert.Throws<ContractTrappedException>(() => Unknown().Returned<SystemMessages.GetVersion, Version>());
    }

    [Test]
    public void ReadsAsOneLine()
    {
        Assert.That(Ended("0000").ToString(), Is.EqualTo("Succeeded: the contract returned 0x0000"));
        Assert.That(Ended("000100", isReverted: true).ToString(), Is.EqualTo("Reverted: the contract returned 0x000100"));
        Assert.That(Failed().ToString(), Is.EqualTo("Failed: Contracts.OutOfGas"));
        Assert.That(Failed("noted", "said", "more").ToString(), Is.EqualTo("Failed: Contracts.OutOfGas (noted; said; more)"));
        Assert.That(Unknown().ToString(), Is.EqualTo("Unknown: the cluster's log does not say what became of it"));
    }

    [Test]
    public void WhatAContractSaysStaysOnTheLineAndShort()
    {
        string line = Failed("", [.. Enumerable.Repeat("a\r\n\u001b[2J" + new string('b', 10_000), 100)]).ToString();

        Assert.That(line.Any(char.IsControl), Is.False);
        Assert.That(line, Has.Length.LessThan(1000).And.Contain("a   [2Jb"));
        Assert.That(Ended(new string('0', 4096)).ToString(), Has.Length.LessThan(300).And.EndsWith("0… (2048 bytes)"));
    }

    private static CommandOutcome Ended(string data, bool isReverted = false) => new()
    {
        Contract = Contract,
        Status = isReverted ? CommandStatus.Reverted : CommandStatus.Succeeded,
        Output = new ContractOutput { Data = Hex.Parse(data), IsReverted = isReverted },
    };

    private static CommandOutcome Failed(string debugMessage = "", params string[] said) => new()
    {
        Contract = Contract,
        Status = CommandStatus.Failed,
        Error = "Contracts.OutOfGas",
        DebugMessage = debugMessage,
        Logs = [.. said.Select(message => new PinkLogRecord.Log(0, 1, Contract, Contract, PinkExecutionMode.Transaction, 0, PinkLogLevel.Info, message))],
    };

    private static CommandOutcome Unknown() => new() { Contract = Contract, Status = CommandStatus.Unknown };
}
