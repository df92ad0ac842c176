using System.Security.Cryptography;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto.Addresses;

public class Ss58AddressTests
{
    [Test]
    public void AgreesWithSpCore() => Assert.Multiple(() =>
    {
        foreach (JsonElement row in Vectors.Table("rust/suri.json", "ss58", 96))
        {
            AccountId account = new(row.Bytes("accountId"));
            Ss58Prefix prefix = new(row.GetProperty("prefix").GetUInt16());
            string address = row.Text("address");
            if (row.Flag("reserved"))
            {
                Assert.That(() => Ss58Address.Format(account, prefix), Throws.InstanceOf<ArgumentOutOfRangeException>(), address);
                Assert.That(Ss58Address.TryParse(address, out _, out _), Is.False, address);
                continue;
            }

            Assert.That(Ss58Address.Format(account, prefix), Is.EqualTo(address));
            Assert.That(Ss58Address.TryParse(address, out AccountId parsed, out Ss58Prefix network), address);
            Assert.That((parsed, network), Is.EqualTo((account, prefix)), address);
        }
    });

    [Test]
    public void AgreesWithPolkadotJs()
    {
        foreach (JsonElement row in Vectors.Table("crypto.json", "ss58", 6))
        {
            Ss58Prefix prefix = new(row.GetProperty("prefix").GetUInt16());
            Assert.That(Ss58Address.Format(new AccountId(row.Bytes("publicKey")), prefix), Is.EqualTo(row.Text("address")));
        }
    }

    // sp-core takes prefixes below 64 in the two-byte form too; here an account has one address a network.
    [Test]
    public void RefusesWhatSpCoreRefusesAndPrefixesThatAreNotCanonical() => Assert.Multiple(() =>
    {
        int stricter = 0;
        foreach (JsonElement row in Vectors.Table("rust/suri.json", "ss58Decoding", 28))
        {
            string name = row.Text("case");
            bool isStricter = name.Contains("not canonical", StringComparison.Ordinal);
            stricter += isStricter ? 1 : 0;
            bool accepted = row.Flag("accepted") && !isStricter;
            Assert.That(Ss58Address.TryParse(row.Text("address"), out AccountId account, out Ss58Prefix prefix), Is.EqualTo(accepted), name);
            if (!accepted)
            {
                Assert.That((account, prefix), Is.EqualTo((default(AccountId), default(Ss58Prefix))), name);
                string part = isStricter ? "takes one byte" : row.Text("error") switch
                {
                    "Invalid checksum" => "checksum",
                    "Length is bad" => "leng",
                    "Base 58 requirement is violated" => row.Text("address").Length > 50 ? "longer" : "base 58",
                    "Invalid SS58 prefix byte." => "begins no prefix",
                    _ => "reserved",
                };
                Assert.That(() => Ss58Address.Parse(row.Text("address")), Throws.InstanceOf<FormatException>().With.Message.Contains(part), name);
                continue;
            }

            Assert.That(account.ToArray(), Is.EqualTo(row.Bytes("accountId")), name);
            Assert.That(prefix.Value, Is.EqualTo(row.GetProperty("prefix").GetUInt16()), name);
        }

        Assert.That(stricter, Is.EqualTo(2));
    });

    [Test]
    public void EveryPrefixComesBack()
    {
        AccountId account = new(RandomNumberGenerator.GetBytes(32));
        for (ushort value = 0; value <= Ss58Prefix.MaximumValue; value++)
        {
            if (value is 46 or 47)
            {
                continue;
            }

            string address = Ss58Address.Format(account, new Ss58Prefix(value));
            if (!Ss58Address.TryParse(address, out AccountId parsed, out Ss58Prefix prefix) || parsed != account || prefix.Value != value)
            {
                Assert.Fail($"prefix {value}: {address}");
            }
        }
    }

    [Test]
    public void EveryChangedCharacterIsFound()
    {
        string address = Ss58Address.Format(DevKeypairs.Alice.AccountId, Ss58Prefix.Phala);
        for (int i = 0; i < address.Length; i++)
        {
            string changed = string.Concat(address.AsSpan(0, i), address[i] == '2' ? "3" : "2", address.AsSpan(i + 1));
            Assert.That(Ss58Address.TryParse(changed, out _, out _), Is.False, changed);
            Assert.That(Ss58Address.TryParse(address.AsSpan(0, i), out _, out _), Is.False, address[..i]);
        }
    }

    [Test]
    public void RefusesPrefixesThatNoAddressHolds() =>
        Assert.That(() => Ss58Address.Format(default, new Ss58Prefix(16_384)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void LongTextIsRefusedAtOnceAndShortened()
    {
        string text = new('1', 1_000_000);
        Assert.That(Ss58Address.TryParse(text, out _, out _), Is.False);
        Assert.That(() => Ss58Address.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Length.LessThan(150));
    }

    // By encodeAddress of @polkadot/util-crypto 14.0.3; the bytes are those of a pattern.
    [TestCase(42, 1, "F7pv")]
    [TestCase(42, 2, "25Jt9F")]
    [TestCase(42, 4, "Mvs5iJiw")]
    [TestCase(42, 8, "3Mx6VG15K52Fi9")]
    [TestCase(42, 33, "KWYj8U5i1mXscrLfCztnFngW5CmDpg75A32RmnKmcbcG6rauc")]
    [TestCase(0, 1, "1b5")]
    [TestCase(30, 33, "EE2LkQNRT7m6o41t8bLHHnPWfn9vW56kCZYaRnc6gCocAHrnj")]
    [TestCase(255, 1, "4GPvoN")]
    [TestCase(255, 2, "FQxCSWj")]
    [TestCase(16383, 8, "Yjur2rYWCAujV8Z")]
    [TestCase(255, 33, "5HL7VztKhowfoiiuWzUyXkUCeMqCvtMRcL78Wawa3tBmLR4UbgK")]
    [TestCase(2, 32, "CjhDpb5dzPRSVc8hAyWv3GuW2bsEyHPGjh1X63Y9g6z5jXj")]
    public void OtherLengthsHaveAddressesToo(int prefix, int length, string address)
    {
        byte[] bytes = Vectors.Pattern(length);
        Assert.That(Ss58Address.FormatRaw(bytes, new Ss58Prefix((ushort)prefix)), Is.EqualTo(address));
        Assert.That(Ss58Address.TryParseRaw(address, out byte[]? account, out Ss58Prefix network));
        Assert.That(account, Is.EqualTo(bytes));
        Assert.That(network.Value, Is.EqualTo(prefix));
        Assert.That(Ss58Address.TryParse(address, out _, out _), Is.EqualTo(length == AccountId.Size));
    }

    [Test]
    public void EveryLengthComesBackForEveryPrefix()
    {
        foreach (int length in (int[])[1, 2, 4, 8, 32, 33])
        {
            byte[] bytes = RandomNumberGenerator.GetBytes(length);
            for (ushort value = 0; value <= Ss58Prefix.MaximumValue; value += 3)
            {
                string address = value is 46 or 47 ? "" : Ss58Address.FormatRaw(bytes, new Ss58Prefix(value));
                if (address.Length > 0
                    && (!Ss58Address.TryParseRaw(address, out byte[]? account, out Ss58Prefix prefix) || !account.AsSpan().SequenceEqual(bytes) || prefix.Value != value))
                {
                    Assert.Fail($"prefix {value}, {length} bytes: {address}");
                }
            }
        }
    }

    [Test]
    public void LengthsThatSs58HasNotAreRefused()
    {
        foreach (int length in Enumerable.Range(0, 70).Except([1, 2, 4, 8, 32, 33]))
        {
            Assert.That(() => Ss58Address.FormatRaw(new byte[length], Ss58Prefix.Substrate), Throws.ArgumentException.With.Message.Contains($"not {length}"));
        }

        // Indices whose checksums are longer, by sp-core.
        Assert.That(Ss58Address.TryParseRaw("26Vyoi", out _, out _), Is.False);
        Assert.That(Ss58Address.TryParseRaw("BczNd9fszHT7q4E", out _, out _), Is.False);
    }

    [Test]
    public void AnAddressOfAnotherNetworkIsRefusedWhereOneIsAskedFor()
    {
        string address = Ss58Address.Format(DevKeypairs.Alice.AccountId, Ss58Prefix.Phala);
        Assert.That(Ss58Address.Parse(address, Ss58Prefix.Phala), Is.EqualTo(DevKeypairs.Alice.AccountId));
        Assert.That(
            () => Ss58Address.Parse(address, new Ss58Prefix(9999)),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo($"\"{address}\" is an address of Phala Network (30), not of prefix 9999"));
        Assert.That(() => Ss58Address.Parse(address.AsSpan(1), Ss58Prefix.Phala), Throws.InstanceOf<FormatException>().With.Message.Contains("is no SS58 address"));
    }
}
