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
        foreach (JsonElement row in Vectors.File("crypto.json").GetProperty("ss58").EnumerateArray())
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
}
