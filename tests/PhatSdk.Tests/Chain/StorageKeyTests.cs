using System.Text.Json;
using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

/// <summary>Vectors: <c>sp-crypto-hashing</c>'s, and frame-decode's over recorded metadata.</summary>
internal sealed class StorageKeyTests
{
    [TestCaseSource(nameof(Rows), new object[] { "storageKeys" })]
    public void KeysOfEachHasherAreThoseOfSubstrate(JsonElement row)
    {
        (StorageHasher, ReadOnlyMemory<byte>)[] keys =
        [
            .. row.GetProperty("keys").EnumerateArray()
                .Select(key => (Enum.Parse<StorageHasher>(Text(key, "hasher")), (ReadOnlyMemory<byte>)Hex.Parse(Text(key, "encoded")))),
        ];

        Assert.That(StorageKey.Create(Text(row, "pallet"), Text(row, "item"), keys).ToString(), Is.EqualTo(Text(row, "storageKey")));
    }

    [TestCaseSource(nameof(Rows), new object[] { "storageKeysOfRuntimes" })]
    public void KeysByNamesAreThoseOfTheRuntimes(JsonElement row)
    {
        RuntimeMetadata metadata = RecordedMetadata.Of(Text(row, "metadata"));
        StorageEntryMetadata entry = metadata[Text(row, "pallet")].StorageEntry(Text(row, "item"));
        int index = 0;
        ScaleValue[] keys =
        [
            .. row.GetProperty("keys").EnumerateArray()
                .Select(key => DynamicCodec.Decode(Hex.Parse(Text(key, "encoded")), metadata.Types, entry.KeyTypeIds[index++])),
        ];

        Assert.That(StorageKey.Create(metadata, Text(row, "pallet"), Text(row, "item"), keys).ToString(), Is.EqualTo(Text(row, "storageKey")));
    }

    [Test]
    public void FewerKeysMakeAPrefix()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        StorageKey all = StorageKey.Create(metadata, "System", "Account", new AccountId(new byte[32]));
        StorageKey prefix = StorageKey.Create(metadata, "System", "Account");

        Assert.That(prefix.Bytes.Length, Is.EqualTo(32));
        Assert.That(all.Bytes.Span.StartsWith(prefix.Bytes.Span), Is.True);
        Assert.That(prefix, Is.EqualTo(StorageKey.Create("System", "Account")));
        Assert.That(prefix.GetHashCode(), Is.EqualTo(StorageKey.Create("System", "Account").GetHashCode()));
        Assert.That(prefix, Is.Not.EqualTo(all));
    }

    [Test]
    public void WrongKeysAndNamesAreNamed()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;

        Assert.That(() => StorageKey.Create(metadata, "System", "Number", 1), Throws.ArgumentException.With.Message.Contains("System.Number has 0 keys, not 1"));
        Assert.That(() => StorageKey.Create(metadata, "System", "Account", "Alice"), Throws.ArgumentException.With.Message.Contains("System.Account"));
        Assert.That(() => StorageKey.Create(metadata, "System", "Nothing"), Throws.InstanceOf<MetadataException>().With.Message.Contains("Nothing"));
        Assert.That(() => StorageKey.Create(metadata, "Sistem", "Account"), Throws.InstanceOf<MetadataException>().With.Message.Contains("Sistem"));
    }

    [Test]
    public void BytesAreCopied()
    {
        byte[] bytes = [1, 2];
        StorageKey key = new(bytes);
        bytes[0] = 9;

        Assert.That(key.ToString(), Is.EqualTo("0x0102"));
    }

    private static IEnumerable<TestCaseData> Rows(string table)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Fixtures.Path("rust/hashes.json")));
        int index = 0;
        foreach (JsonElement row in document.RootElement.GetProperty(table).Clone().EnumerateArray())
        {
            yield return new TestCaseData(row).SetArgDisplayNames($"{table}[{index++}] {Text(row, "pallet")}.{Text(row, "item")}");
        }
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
