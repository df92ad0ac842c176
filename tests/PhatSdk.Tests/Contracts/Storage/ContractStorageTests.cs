using Newtonsoft.Json.Linq;
using PhatSdk.Contracts.Storage;
using PhatSdk.Crypto;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;
using PhatSdk.Tests.Metadata.Ink;

namespace PhatSdk.Tests.Contracts.Storage;

public sealed class ContractStorageTests
{
    private static readonly AccountId Account = new([.. Enumerable.Repeat((byte)0xa1, AccountId.Size)]);

    [TestCase("psp22/psp22.json", ContractFieldKind.Undeclared)]
    [TestCase("psp22/ink5/psp22.json", ContractFieldKind.Mapping)]
    [TestCase("psp22/ink6/psp22.json", ContractFieldKind.Mapping)]
    public void KeysOfAllVersionsAreTheBytesThatTheHostGets(string file, ContractFieldKind mapping)
    {
        ContractStorage storage = ContractStorage.Of(InkMetadata.Parse(File.ReadAllText(Fixtures.Contract(file))));

        Assert.Multiple(() =>
        {
            Assert.That(storage.Fields.Select(field => field.Path), Is.EqualTo(new[] { "", "owner", "total_supply", "balances", "allowances", "name", "symbol", "decimals" }));
            Assert.That(storage["total_supply"].Key.ToString(), Is.EqualTo("0x00000000"));
            Assert.That(storage["balances"].Key.ToString(), Is.EqualTo("0x1a9d92c5"));
            Assert.That(storage["balances"].Kind, Is.EqualTo(mapping));
            Assert.That(storage["balances"].EntryKey(Account).ToString(), Is.EqualTo("0x1a9d92c5" + Hex.Format(Account.Span)[2..]));
            Assert.That(storage["total_supply"].Kind, Is.EqualTo(ContractFieldKind.Value));
        });
    }

    [Test]
    public void EntriesAreFoundByValueWhereTheMetadataTellsTheKeysType()
    {
        ContractStorage four = ContractStorage.Of(InkMetadata.Parse(File.ReadAllText(Fixtures.Contract("psp22/psp22.json"))));
        ContractStorage five = ContractStorage.Of(InkMetadata.Parse(File.ReadAllText(Fixtures.Contract("psp22/ink5/psp22.json"))));

        Assert.Multiple(() =>
        {
            Assert.That(five["allowances"].EntryKey(ScaleValue.Tuple(Account, Account)), Is.EqualTo(four["allowances"].EntryKey([.. Account.Span, .. Account.Span])));
            Assert.That(() => five["allowances"].EntryKey((ScaleValue)1), Throws.ArgumentException.With.Message.Contains("key"));
            Assert.That(() => four["allowances"].EntryKey((ScaleValue)Account), Throws.InvalidOperationException.With.Message.Contains("allowances"));
            Assert.That(() => four["owner"].EntryKey(Account), Throws.InvalidOperationException.With.Message.Contains("owner is one value"));
            Assert.That(() => four["nothing"], Throws.TypeOf<MetadataException>().With.Message.Contains("\"nothing\"").And.Message.Contains("total_supply"));
        });
    }

    [Test]
    public void FieldsOfOneCellAreToldApart()
    {
        ContractStorage storage = ContractStorage.Of(InkMetadata.Parse(File.ReadAllText(Fixtures.Contract("psp22/psp22.json"))));
        ScaleWriter writer = new([]);
        writer.Write(Account);
        writer.WriteUInt128(1000);
        writer.WriteOptionTag(true);
        writer.WriteString("Token");
        writer.WriteOptionTag(false);
        writer.WriteByte(12);
        byte[] cell = writer.ToArray();
        writer.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(storage["owner"].Decode(cell).AsAccountId(), Is.EqualTo(Account));
            Assert.That(storage["total_supply"].Decode(cell).AsUInt128(), Is.EqualTo((UInt128)1000));
            Assert.That(storage["name"].Decode(cell), Is.EqualTo(ScaleValue.Some("Token")));
            Assert.That(storage["symbol"].Decode(cell), Is.EqualTo(ScaleValue.None));
            Assert.That(storage["decimals"].Decode(cell).AsUInt32(), Is.EqualTo(12));
            Assert.That(storage[""].Decode(cell)["name"], Is.EqualTo(ScaleValue.Some("Token")));
            Assert.That(() => storage["owner"].Decode(cell.AsSpan(0, 40)), Throws.TypeOf<ScaleException>());
            Assert.That(() => storage["owner"].Decode([.. cell, 0]), Throws.TypeOf<ScaleException>());
        });
    }

    // The vectors are of pallet-contracts' and of ink! 3.4's own code.
    [Test]
    public void ChildKeysAreHashedAsThePalletDoes()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Hex.Format(new ContractStorageKey(new byte[4], isFixed: false).ToChildKey()), Is.EqualTo("0x11d2df4e979aa105cf552e9544ebd2b500000000"));
            Assert.That(Hex.Format(new ContractStorageKey(new byte[32], isFixed: true).ToChildKey()), Is.EqualTo("0x89eb0d6a8a691dae2cd15ed0369931ce0a949ecafa5c3f93f8121833646e15c3"));
            Assert.That(new ContractStorageKey(new byte[32], isFixed: true), Is.Not.EqualTo(new ContractStorageKey(new byte[32], isFixed: false)));
            Assert.That(() => new ContractStorageKey(new byte[4], isFixed: true), Throws.ArgumentException);
        });
    }

    [Test]
    public void InkThreeKeepsEachFieldInItsOwnCell()
    {
        ContractStorage storage = Old(3, """
            { "struct": { "fields": [
              { "name": "supply", "layout": { "cell": { "key": "0x0000000000000000000000000000000000000000000000000000000000000000", "ty": 0 } } },
              { "name": "balances", "layout": { "cell": { "key": "0x0100000000000000000000000000000000000000000000000000000000000000", "ty": 4 } } },
              { "name": "state", "layout": { "enum": { "dispatchKey": "0x0200000000000000000000000000000000000000000000000000000000000000", "variants": {
                "0": { "fields": [] },
                "1": { "fields": [ { "name": null, "layout": { "cell": { "key": "0x0300000000000000000000000000000000000000000000000000000000000000", "ty": 0 } } } ] } } } } },
              { "name": "list", "layout": { "array": { "offset": "0xff00000000000000000000000000000000000000000000000000000000000000", "len": 4294967295, "cellsPerElem": 2,
                "layout": { "cell": { "key": "0x0000000000000000000000000000000000000000000000000000000000000000", "ty": 0 } } } } } ] } }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(storage["supply"].Decode([7, 0, 0, 0]).AsUInt32(), Is.EqualTo(7));
            Assert.That(storage["supply"].Key.IsFixed, Is.True);
            Assert.That(storage["balances"].Kind, Is.EqualTo(ContractFieldKind.Mapping));
            Assert.That(
                storage["balances"].EntryKey([.. Account.Span]).ToString(), Is.EqualTo("0x0515f6c6656024139282b049e6d4cb9ef99b8c67f857c4d83734a5618e8467ea"));
            Assert.That(storage["balances"].Decode([9, 0, 0, 0]).AsUInt32(), Is.EqualTo(9));
            Assert.That(storage["state"].Decode([1]).AsUInt32(), Is.EqualTo(1));
            Assert.That(storage["state.1.0"].Key.Span[0], Is.EqualTo(3));
            Assert.That(storage["list"].EntryKey(1).ToString(), Does.StartWith("0x0101000000"));
            Assert.That(storage["list"].EntryKey(3).ToString(), Does.StartWith("0x0501000000"));
            Assert.That(() => storage["list"].EntryKey(uint.MaxValue), Throws.TypeOf<ScaleException>().With.Message.Contains("4294967295"));
            Assert.That(() => storage[""], Throws.TypeOf<MetadataException>());
        });
    }

    [Test]
    public void HashMapsOfTheFirstReleaseCandidatesHashTheirPrefixToo()
    {
        ContractStorage storage = Old(1, """
            { "struct": { "fields": [ { "name": "values", "layout": { "hash": {
              "offset": "0x0200000001000000000000000000000000000000000000000000000000000000", "strategy": { "hasher": "Blake2x256", "prefix": "0x696e6b20686173686d6170", "postfix": "" },
              "layout": { "cell": { "key": "0x0300000001000000000000000000000000000000000000000000000000000000", "ty": 0 } } } } } ] } }
            """);
        byte[] preimage = [.. "ink hashmap"u8, 2, 0, 0, 0, 1, .. new byte[27], .. Account.Span];

        Assert.That(storage["values"].EntryKey(Account).ToString(), Is.EqualTo(Blake2b.Hash256(preimage).ToString()));
    }

    [Test]
    public void LazyCellsAndVectorsAreFieldsOfTheirOwn()
    {
        JObject abi = SmallAbi.Create(version: 5);
        JArray types = (JArray)abi["types"]!;
        types.Add(JToken.Parse("""{ "id": 4, "type": { "path": ["ink_storage","lazy","Lazy"], "params": [{ "name": "V", "type": 0 }], "def": { "composite": {} } } }"""));
        types.Add(JToken.Parse("""{ "id": 5, "type": { "path": ["ink_storage","lazy","vec","StorageVec"], "params": [{ "name": "V", "type": 0 }], "def": { "composite": {} } } }"""));
        abi["storage"] = JToken.Parse("""
            { "root": { "root_key": "0x00000000", "ty": 1, "layout": { "struct": { "name": "Small", "fields": [
              { "name": "lazy", "layout": { "root": { "root_key": "0x01020304", "ty": 4, "layout": { "struct": { "name": "Inner", "fields": [
                { "name": "a", "layout": { "leaf": { "key": "0x01020304", "ty": 0 } } }, { "name": "b", "layout": { "array": { "offset": "0x01020304", "len": 2, "layout": { "leaf": { "key": "0x01020304", "ty": 0 } } } } } ] } } } } },
              { "name": "list", "layout": { "root": { "root_key": "0x05060708", "ty": 5, "layout": { "leaf": { "key": "0x05060708", "ty": 0 } } } } },
              { "name": "pair", "layout": { "struct": { "name": "(A, B)", "fields": [
                { "name": "0", "layout": { "leaf": { "key": "0x00000000", "ty": 0 } } }, { "name": "1", "layout": { "leaf": { "key": "0x00000000", "ty": 0 } } } ] } } } ] } } } }
            """);
        ContractStorage storage = ContractStorage.Of(InkMetadata.Parse(abi.ToString()));
        byte[] inner = [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0];

        Assert.Multiple(() =>
        {
            Assert.That(storage["lazy"].Key.ToString(), Is.EqualTo("0x01020304"));
            Assert.That(storage["lazy"].Decode(inner), Is.EqualTo(ScaleValue.Fields(("a", 1), ("b", ScaleValue.Sequence(2, 3)))));
            Assert.That(storage["lazy.b"].Decode(inner), Is.EqualTo(ScaleValue.Sequence(2, 3)));
            Assert.That(storage["list"].Kind, Is.EqualTo(ContractFieldKind.Vector));
            Assert.That(storage["list"].EntryKey((ScaleValue)258).ToString(), Is.EqualTo("0x0506070802010000"));
            Assert.That(storage[""].Decode([1, 0, 0, 0, 2, 0, 0, 0]), Is.EqualTo(ScaleValue.Fields(("pair", ScaleValue.Tuple(1, 2)))));
            Assert.That(storage["pair.1"].Decode([1, 0, 0, 0, 2, 0, 0, 0]).AsUInt32(), Is.EqualTo(2));
        });
    }

    [TestCase("""{ "bag": {} }""", "storage: \"bag\" is no kind of layout")]
    [TestCase("""{ "leaf": { "key": "0x00", "ty": 0 } }""", "storage.leaf.key: \"0x00\" is not hexadecimal text of 4 bytes")]
    [TestCase("""{ "leaf": { "key": "0x00000000", "ty": 77 } }""", "storage.leaf: there is no type 77")]
    [TestCase("""{ "enum": { "name": "E", "dispatchKey": "0x00000000", "variants": { "256": { "fields": [] } } } }""", "storage.enum.variants: \"256\" is no number")]
    [TestCase("""{ "hash": { "offset": "0x00000000", "layout": { "struct": { "fields": [] } }, "strategy": { "hasher": "Md5", "prefix": "", "postfix": "" } } }""", "\"Md5\" is not a hash")]
    [TestCase("""{ "struct": { "fields": [ { "name": "a", "layout": { "struct": { "fields": [] } } }, { "name": "a", "layout": { "struct": { "fields": [] } } } ] } }""", "another field is named \"a\" too")]
    public void LayoutsThatCannotBeAreRefusedByPlace(string layout, string message)
    {
        JObject abi = SmallAbi.Create();
        abi["storage"] = JToken.Parse(layout);

        Assert.That(() => InkMetadata.Parse(abi.ToString()), Throws.TypeOf<MetadataException>().With.Message.Contains(message));
    }

    [Test]
    public void AnAbiWithoutLayoutSaysSo() =>
        Assert.That(() => ContractStorage.Of(InkMetadata.Parse(SmallAbi.Create().ToString())), Throws.TypeOf<MetadataException>().With.Message.Contains("small"));

    private static ContractStorage Old(int version, string layout)
    {
        JObject body = SmallAbi.Create();
        foreach (JObject owner in body.Descendants().OfType<JObject>().Where(one => version == 1 && one["label"] is not null).ToList())
        {
            owner["name"] = owner["label"];
        }

        ((JArray)body["types"]!).Add(JToken.Parse("""
            { "id": 4, "type": { "path": ["ink_storage","lazy","mapping","Mapping"], "params": [{ "name": "K", "type": 2 }, { "name": "V", "type": 0 }], "def": { "composite": {} } } }
            """));
        body["storage"] = JToken.Parse(layout);
        return ContractStorage.Of(InkMetadata.Parse(new JObject { ["source"] = body["source"], ["contract"] = body["contract"], [$"V{version}"] = body }.ToString()));
    }
}
