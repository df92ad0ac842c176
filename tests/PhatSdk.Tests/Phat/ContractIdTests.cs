using PhatSdk.Phat;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Phat;

public sealed class ContractIdTests
{
    private const string One = "0101010101010101010101010101010101010101010101010101010101010101";

    [Test]
    public void TheSystemContractsIdIsTheRealOnes()
    {
        AccountId alice = AccountId.Parse("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
        CodeHash code = CodeHash.Parse("4704b2819307adbe67d6b5116174cf6543a959ad8654b34d609b31abd67ac59e");
        ClusterId cluster = ClusterId.Parse(new string('0', 63) + "1");

        Assert.That(
            ContractId.Derive(alice, code, cluster, []).ToString(),
            Is.EqualTo("0xc24efa61876124ed180c5702dbb86f8540eeee8bdba2d2afcc185ab2794b016e"));
    }

    [Test]
    public void TheIdIsThatOfTheContractRuntimesSnapshot()
    {
        CodeHash code = CodeHash.Parse("a3f91e98edc8ccfb035946133027dd5a3f8694c70e7a27ffdf8056f7b9cc40ab");

        Assert.That(
            ContractId.Derive(AccountId.Parse(One), code, ClusterId.Parse(new string('0', 64)), []).ToString(),
            Is.EqualTo("0x35db55bc9f81c9b14ae536cc43c37786f3ff62fe5247a4dccfd7ba3c8bf316af"));
    }

    [Test]
    public void EveryPartHasItsShare()
    {
        AccountId deployer = AccountId.Parse(One);
        CodeHash code = CodeHash.Parse(One);
        ClusterId cluster = ClusterId.Parse(One);
        AccountId id = ContractId.Derive(deployer, code, cluster, [1]);

        Assert.Multiple(() =>
        {
            Assert.That(ContractId.Derive(default, code, cluster, [1]), Is.Not.EqualTo(id));
            Assert.That(ContractId.Derive(deployer, default, cluster, [1]), Is.Not.EqualTo(id));
            Assert.That(ContractId.Derive(deployer, code, default, [1]), Is.Not.EqualTo(id));
            Assert.That(ContractId.Derive(deployer, code, cluster, [2]), Is.Not.EqualTo(id));
        });
    }

    [Test]
    public void ASaltBeyondTheLimitIsRefused()
    {
        Assert.DoesNotThrow(() => ContractId.Derive(default, default, default, new byte[1024]));
        Assert.Throws<ArgumentException>(() => ContractId.Derive(default, default, default, new byte[1025]));
    }
}
