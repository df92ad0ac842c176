using PhatSdk.Contracts;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Contracts;

internal sealed class ContractAddressTests
{
    [TestCase("", "0x6c20e221a28f190cb214d2f017e4ea9e95d36e5bf1b4de4b6f61a177e1057ced")]
    [TestCase("01020304", "0x83802e5fb69abc581a4c5da78780deb176114c90ae5dfb44b72173378a2b54d8")]
    public void AddressIsThatOfTheDefaultGenerator(string salt, string expected)
    {
        AccountId deployer = AccountId.Parse(string.Concat(Enumerable.Repeat("a1", 32)));
        CodeHash code = CodeHash.Parse(string.Concat(Enumerable.Repeat("cc", 32)));

        AccountId address = ContractAddress.Derive(deployer, code, Convert.FromHexString("9bae9d5e01"), Convert.FromHexString(salt));

        Assert.That(address.ToString(), Is.EqualTo(expected));
    }
}
