using System.Text.Json;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Phat;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Phat;

public sealed class SystemContractClientTests
{
    private static readonly AccountId Account = AccountId.Parse(new string('2', 64));

    [Test]
    public void SelectorsAreThoseOfTheContractsAbi()
    {
        using JsonDocument abi = JsonDocument.Parse(File.ReadAllText(Fixtures.Contract("phat_system/phat_system.json")));
        Dictionary<string, string> selectors = abi.RootElement.GetProperty("spec").GetProperty("messages").EnumerateArray()
            .ToDictionary(message => message.GetProperty("label").GetString()!, message => message.GetProperty("selector").GetString()!);

        Assert.Multiple(() =>
        {
            AssertSelector<SystemMessages.GetVersion, Version>();
            AssertSelector<SystemMessages.GetDriver, AccountId?>();
            AssertSelector<SystemMessages.CodeExists, bool>();
            AssertSelector<SystemMessages.TotalBalanceOf, UInt128>();
            AssertSelector<SystemMessages.FreeBalanceOf, UInt128>();
            AssertSelector<SystemMessages.SetDriver, Result<Unit, SystemContractError>>();
            AssertSelector<SystemMessages.GrantAdmin, Result<Unit, SystemContractError>>();
        });

        void AssertSelector<TMessage, TReturn>()
            where TMessage : IContractMessage<TMessage, TReturn> =>
            Assert.That(TMessage.Selector.ToString(), Is.EqualTo(selectors[TMessage.Label]), TMessage.Label);
    }

    [Test]
    public async Task QueriesWriteTheirArgumentsAndReadTheAnswers()
    {
        Assert.That(await Answering("87c98a8d", "00010002000300").GetVersionAsync(), Is.EqualTo(new Version(1, 2, 3)));
        Assert.That(await Answering("2740cf0a" + "2850696e6b4c6f67676572", "0001" + Account.ToString()[2..]).GetDriverAsync("PinkLogger"), Is.EqualTo(Account));
        Assert.That(await Answering("2740cf0a" + "0458", "0000").GetDriverAsync("X"), Is.Null);
        Assert.That(await Answering("6fc58436" + new string('2', 64) + "00", "0001").CodeExistsAsync(new CodeHash(Account.Span)), Is.True);
        Assert.That(await Answering("5a98f226" + new string('2', 64), "0007" + new string('0', 30)).TotalBalanceOfAsync(Account), Is.EqualTo((UInt128)7));
        Assert.That(await Answering("8a0d40d7" + new string('2', 64), "0008" + new string('0', 30)).FreeBalanceOfAsync(Account), Is.EqualTo((UInt128)8));
    }

    [Test]
    public void AnAnswerOfAnotherContractIsALangError() =>
        Assert.ThrowsAsync<LangErrorException>(async () => await Answering("87c98a8d", "0101").GetVersionAsync());

    [TestCase("0000", null)]
    [TestCase("000100", SystemContractError.PermissionDenied)]
    [TestCase("000103", SystemContractError.ConditionNotMet)]
    public async Task TransactionsTellWhatTheContractRefused(string answer, SystemContractError? refused)
    {
        SystemContractClient system = Answering("67612061" + new string('2', 64), answer, isReverted: refused is not null);

        ContractReceipt<Result<Unit, SystemContractError>> receipt = await system.GrantAdminAsync(Account, DevKeypairs.Alice);

        Assert.That(receipt.Value.TryGetValue(out _, out SystemContractError error), Is.EqualTo(refused is null));
        Assert.That(receipt.Status, Is.EqualTo(refused is null ? ContractReceiptStatus.Queued : ContractReceiptStatus.Refused));
        Assert.That(error, Is.EqualTo(refused ?? default));
    }

    private static SystemContractClient Answering(string input, string output, bool isReverted = false) =>
        SystemContractClient.Create(new Invoker(input, output, isReverted), Account);

    private sealed class Invoker(string expected, string output, bool isReverted) : IContractInvoker
    {
        public ValueTask<ContractOutput> CallAsync(
            AccountId contract, ReadOnlyMemory<byte> input, ContractCallOptions options, CancellationToken cancellationToken)
        {
            Assert.That(Convert.ToHexStringLower(input.Span), Is.EqualTo(expected));
            return ValueTask.FromResult(new ContractOutput { Data = Hex.Parse(output), IsReverted = isReverted });
        }

        public ValueTask<ContractReceipt> SubmitAsync(
            AccountId contract, ReadOnlyMemory<byte> input, ISigner signer, ContractTransactionOptions options, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new ContractReceipt { Status = ContractReceiptStatus.Queued });
    }
}
