using PhatSdk.Crypto.Addresses;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto.Ethereum;

/// <summary>The vectors are those of BIP-32 itself; 3 and 4 are about leading zeroes.</summary>
public class Bip32Tests
{
    private const string Seed1 = "000102030405060708090a0b0c0d0e0f";
    private const string Seed2 =
        "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a29f9c999693908d8a8784817e7b7875726f6c696663605d5a5754514e4b484542";

    private const string Seed3 =
        "4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4acba45d239319ac14f863b8d5ab5a0d0c64d2e8a1e7d1457df2e5a3c51c73235be";

    private const string Seed4 = "3ddd5602285899a946114506157c7997e5444528f3003f6134712147db19b678";

    [TestCase(Seed1, "m", "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi")]
    [TestCase(Seed1, "m/0'", "xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4cV1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7")]
    [TestCase(Seed1, "m/0H/1", "xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxqu53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pWcQDnRnrVA1xe8fs")]
    [TestCase(Seed2, "m/0", "xprv9vHkqa6EV4sPZHYqZznhT2NPtPCjKuDKGY38FBWLvgaDx45zo9WQRUT3dKYnjwih2yJD9mkrocEZXo1ex8G81dwSM1fwqWpWkeS3v86pgKt")]
    [TestCase(Seed2, "m/0/2147483647'/1/2147483646'/2", "xprvA2nrNbFZABcdryreWet9Ea4LvTJcGsqrMzxHx98MMrotbir7yrKCEXw7nadnHM8Dq38EGfSh6dqA9QWTyefMLEcBYJUuekgW4BYPJcr9E7j")]
    [TestCase(Seed3, "m", "xprv9s21ZrQH143K25QhxbucbDDuQ4naNntJRi4KUfWT7xo4EKsHt2QJDu7KXp1A3u7Bi1j8ph3EGsZ9Xvz9dGuVrtHHs7pXeTzjuxBrCmmhgC6")]
    [TestCase(Seed3, "m/0'", "xprv9uPDJpEQgRQfDcW7BkF7eTya6RPxXeJCqCJGHuCJ4GiRVLzkTXBAJMu2qaMWPrS7AANYqdq6vcBcBUdJCVVFceUvJFjaPdGZ2y9WACViL4L")]
    [TestCase(Seed4, "m/0'", "xprv9vB7xEWwNp9kh1wQRfCCQMnZUEG21LpbR9NPCNN1dwhiZkjjeGRnaALmPXCX7SgjFTiCTT6bXes17boXtjq3xLpcDjzEuGLQBM5ohqkao9G")]
    [TestCase(Seed4, "m/0h/1h", "xprv9xJocDuwtYCMNAo3Zw76WENQeAS6WGXQ55RCy7tDJ8oALr4FWkuVoHJeHVAcAqiZLE7Je3vZJHxspZdFHfnBEjHqU5hG1Jaj32dVoS6XLT1")]
    public void DerivesTheNodesOfTheStandard(string seed, string path, string extendedKey)
    {
        // Version, depth, fingerprint and index in 13 bytes, the chain code, a zero, the key, the checksum.
        byte[] expected = new byte[82];
        Assert.That(Base58.TryDecode(extendedKey, expected, out int size, out bool fits) && fits && size == expected.Length);
        byte[] node = new byte[Bip32.NodeSize];
        Bip32.Derive(Hex.Parse(seed), path, node);
        Assert.That(node, Is.EqualTo((byte[])[.. expected[46..78], .. expected[13..45]]));
    }

    [TestCase("")]
    [TestCase("44'/60'")]
    [TestCase("M/0")]
    [TestCase("m0")]
    [TestCase("m/")]
    [TestCase("m//0")]
    [TestCase("m/0/")]
    [TestCase("m/-1")]
    [TestCase("m/+1")]
    [TestCase("m/ 1")]
    [TestCase("m/2147483648")]
    [TestCase("m/0''")]
    [TestCase("m/'")]
    [TestCase("m/x")]
    public void RefusesWhatIsNoPath(string path) =>
        Assert.That(() => Bip32.Derive(new byte[64], path, new byte[Bip32.NodeSize]), Throws.InstanceOf<FormatException>());

    [Test]
    public void RefusesPathsThatAreTooDeep() => Assert.That(
        () => Bip32.Derive(new byte[64], "m" + string.Concat(Enumerable.Repeat("/0", 256)), new byte[Bip32.NodeSize]),
        Throws.InstanceOf<FormatException>().With.Message.Contains("not 256"));
}
