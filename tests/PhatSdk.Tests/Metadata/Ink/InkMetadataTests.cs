using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata.Ink;

public sealed class InkMetadataTests
{
    private static readonly string[] Contracts =
    [
        "flipper/flipper", "flipper/ink5/flipper", "flipper/ink6/flipper", "host_probe/host_probe", "host_probe/ink5/host_probe",
        "phat_system/phat_system", "phat_token/phat_token", "pink_probe/pink_probe", "psp22/psp22", "psp22/ink5/psp22", "psp22/ink6/psp22",
        "psp34/psp34", "psp37/psp37", "stake_driver/stake_driver", "type_zoo/type_zoo", "type_zoo/ink5/type_zoo",
    ];

    [TestCaseSource(nameof(Contracts))]
    public void ReadsBundleAndBareAbiAlike(string contract)
    {
        InkMetadata bundle = Read(contract + ".contract");
        InkMetadata bare = Read(contract + ".json");

        Assert.Multiple(() =>
        {
            Assert.That(bundle.Messages.Select(message => message.Label), Is.EqualTo(bare.Messages.Select(message => message.Label)));
            Assert.That(bundle.Types.Count, Is.EqualTo(bare.Types.Count));
            Assert.That(bundle.SourceHash, Is.EqualTo(bare.SourceHash).And.Length.EqualTo(66));
            Assert.That(bare.SourceWasm, Is.Null);
            Assert.That(bundle.SourceWasm, bundle.Version == 6 ? Is.Null : Does.StartWith("0x0061736d"));
            Assert.That(bundle.Version, Is.EqualTo(contract.Contains("ink6") ? 6 : contract.Contains("ink5") ? 5 : 4));
        });
    }

    [Test]
    public void ReadsMessagesOfATrait()
    {
        InkMetadata psp22 = Read("psp22/psp22.json");
        InkMessage transfer = psp22.Messages.Single(message => message.Label == "PSP22::transfer");

        Assert.Multiple(() =>
        {
            Assert.That(psp22.ContractName, Is.EqualTo("psp22"));
            Assert.That(psp22.Language, Is.EqualTo("ink! 4.3.0"));
            Assert.That(transfer.Selector, Is.EqualTo(0xdb20f9f5));
            Assert.That(transfer.Mutates, Is.True);
            Assert.That(transfer.IsPayable, Is.False);
            Assert.That(string.Join(' ', transfer.Parameters.Select(parameter => parameter.Label)), Is.EqualTo("to value _data"));
            Assert.That(psp22.Types[transfer.Parameters[0].TypeId].Name, Is.EqualTo("AccountId"));
        });
    }

    [Test]
    public void TakesInksOwnResultOffReturnValues()
    {
        InkMetadata psp22 = Read("psp22/psp22.json");
        InkMessage balance = psp22.Messages.Single(message => message.Label == "PSP22::balance_of");
        InkMessage transfer = psp22.Messages.Single(message => message.Label == "PSP22::transfer");
        InkConstructor simple = psp22.Constructors.Single(constructor => constructor.Label == "new");
        InkConstructor fallible = psp22.Constructors.Single(constructor => constructor.Label == "try_new");

        Assert.Multiple(() =>
        {
            Assert.That(psp22.Types[psp22.LangErrorTypeId!.Value].Name, Is.EqualTo("LangError"));
            Assert.That(balance.ReturnsLangError, Is.True);
            Assert.That(psp22.Types[balance.ValueTypeId!.Value], Is.InstanceOf<PrimitiveType>().With.Property("Kind").EqualTo(PrimitiveKind.U128));
            Assert.That(psp22.Types[transfer.ValueTypeId!.Value].Name, Is.EqualTo("Result"));
            Assert.That(psp22.Types[simple.ValueTypeId!.Value], Is.InstanceOf<TupleType>());
            Assert.That(psp22.Types[fallible.ValueTypeId!.Value].Name, Is.EqualTo("Result"));
        });
    }

    [Test]
    public void NamesEventsByPlaceInFourAndByTopicInFive()
    {
        InkEvent four = Read("psp22/psp22.json").Events[1];
        InkEvent five = Read("psp22/ink5/psp22.json").Events.Single(one => one.Label == "Transfer");

        Assert.Multiple(() =>
        {
            Assert.That(four.Label, Is.EqualTo("Approval"));
            Assert.That(four.Index, Is.EqualTo(1));
            Assert.That(four.SignatureTopic, Is.Null);
            Assert.That(string.Join(' ', four.Fields.Where(field => field.IsTopic).Select(field => field.Label)), Is.EqualTo("owner spender"));
            Assert.That(five.SignatureTopic, Has.Length.EqualTo(66));
            Assert.That(five.ModulePath, Is.Not.Empty);
            Assert.That(Read("psp22/psp22.json").StorageName, Is.EqualTo("Token"));
        });
    }

    [Test]
    public void ReadsTheEnvironment()
    {
        InkEnvironment environment = Read("flipper/ink5/flipper.json").Environment!;

        Assert.Multiple(() =>
        {
            Assert.That(environment.MaxEventTopics, Is.EqualTo(4));
            Assert.That(environment.StaticBufferSize, Is.EqualTo(16384));
            Assert.That(environment.BalanceTypeId, Is.Not.Null);
        });
    }

    [TestCase("phala_check_system_v4.json", 4, 29)]
    [TestCase("phala_system_v4.json", 4, 23)]
    [TestCase("psp22_papi_v5.json", 5, 11)]
    [TestCase("psp22_v5.json", 5, 12)]
    [TestCase("psp22_v6.json", 6, 12)]
    public void ReadsContractsOfOthers(string file, int version, int messages)
    {
        InkMetadata metadata = InkMetadata.Parse(File.ReadAllText(Fixtures.ThirdParty("abi/" + file)));

        Assert.That((metadata.Version, metadata.Messages.Count), Is.EqualTo((version, messages)));
    }

    private static InkMetadata Read(string file) => InkMetadata.Parse(File.ReadAllText(Fixtures.Contract(file)));
}
