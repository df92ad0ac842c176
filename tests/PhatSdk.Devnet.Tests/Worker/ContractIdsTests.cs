using PhatSdk.Crypto;
using PhatSdk.Devnet.Worker;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Worker;

internal sealed class ContractIdsTests
{
    // From Phala's own unit test and snapshot.
    [TestCase(
        "0x0101010101010101010101010101010101010101010101010101010101010101",
        "0xa3f91e98edc8ccfb035946133027dd5a3f8694c70e7a27ffdf8056f7b9cc40ab",
        "0x0000000000000000000000000000000000000000000000000000000000000000",
        "0x",
        "0x35db55bc9f81c9b14ae536cc43c37786f3ff62fe5247a4dccfd7ba3c8bf316af")]
    public void IdsAreThoseOfPhala(string deployer, string code, string cluster, string salt, string id) => Assert.That(
        ContractIds.Derive(AccountId.Parse(deployer), CodeHash.Parse(code), Hash256.Parse(cluster), Hex.Parse(salt)).ToString(),
        Is.EqualTo(id));

    [Test]
    public void ASystemContractsIdFollowsFromItsOwner() => Assert.That(
        ContractIds.Derive(
            DevKeypairs.Alice.AccountId,
            CodeHash.Parse("0x4704b2819307adbe67d6b5116174cf6543a959ad8654b34d609b31abd67ac59e"),
            ClusterBlueprint.FirstCluster,
            []).ToString(),
        Is.EqualTo("0xc24efa61876124ed180c5702dbb86f8540eeee8bdba2d2afcc185ab2794b016e"));
}
