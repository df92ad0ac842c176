using System.Numerics;
using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Tests.Crypto.Ethereum;

public class TypedDataTests
{
    private const string File = "typed-data.json";

    private static IReadOnlyList<JsonElement> Rows => Vectors.Table(File, "rows", 150);

    [Test]
    public void HashesAreThoseOfEthers()
    {
        Assert.Multiple(() =>
        {
            foreach (JsonElement row in Rows)
            {
                TypedData data = TypedData.Parse(row.Text("json"));
                Assert.That(data.EncodeType(data.PrimaryType), Is.EqualTo(row.Text("encodeType")), row.Text("name"));
                Assert.That(data.DomainSeparator.ToString(), Is.EqualTo(row.Text("domainSeparator")), row.Text("name"));
                Assert.That(Hex.Format(data.Payload.Span[34..]), Is.EqualTo(row.Text("structHash")), row.Text("name"));
                Assert.That(data.Hash.ToString(), Is.EqualTo(row.Text("digest")), row.Text("name"));
                Assert.That(data.Hash, Is.EqualTo(Keccak256.Hash(data.Payload.Span)), row.Text("name"));
            }
        });
    }

    [Test]
    public void SignaturesAreThoseOfEthers()
    {
        using Keypair keypair = Keypair.FromSeed(Vectors.File(File).Bytes("privateKey"), SignatureAlgorithm.Ethereum);
        EthereumAddress signer = EthereumAddress.Parse(Vectors.File(File).Text("address"));
        Assert.Multiple(() =>
        {
            foreach (JsonElement row in Rows)
            {
                TypedData data = TypedData.Parse(row.Text("json"));
                byte[] signature = Eip712.Sign(keypair, data);
                Assert.That(Hex.Format(signature), Is.EqualTo(row.Text("signature")), row.Text("name"));
                Assert.That(Eip712.Verify(data, signature, signer), row.Text("name"));
                Assert.That(Eip712.TryRecover(data, signature, out EthereumAddress address) && address == signer, row.Text("name"));
            }
        });
    }

    [Test]
    public void DataMadeInCodeIsTheJsons()
    {
        TypedDataValue cow = TypedDataValue.Fields(("name", "Cow"), ("wallet", EthereumAddress.Parse("0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826")));
        TypedDataValue bob = TypedDataValue.Fields(("wallet", EthereumAddress.Parse("0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB")), ("name", "Bob"));
        TypedData data = new(
            new TypedDataDomain { Name = "Ether Mail", Version = "1", ChainId = 1, VerifyingContract = EthereumAddress.Parse("0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC") },
            new Dictionary<string, IReadOnlyList<TypedDataField>>
            {
                ["Person"] = [new("name", "string"), new("wallet", "address")],
                ["Mail"] = [new("from", "Person"), new("to", "Person"), new("contents", "string")],
            },
            "Mail",
            TypedDataValue.Fields(("from", cow), ("to", bob), ("contents", "Hello, Bob!")));
        Assert.That(data.Hash.ToString(), Is.EqualTo(Rows[0].Text("digest")));
        Assert.That(data.ToString(), Is.EqualTo($"Mail {Rows[0].Text("digest")}"));
    }

    [Test]
    public void EveryKindOfValueConverts()
    {
        byte[] bytes = [1, 2, 3];
        TypedDataValue value = TypedDataValue.Fields(
            ("a", true), ("b", -1), ("c", long.MinValue), ("d", ulong.MaxValue), ("e", UInt128.MaxValue), ("f", BigInteger.One << 200), ("g", bytes), ("h", (ReadOnlyMemory<byte>)bytes), ("i", default(Hash256)));
        TypedData made = new(new TypedDataDomain { Salt = default(Hash256) }, new Dictionary<string, IReadOnlyList<TypedDataField>>
        {
            ["T"] = [new("a", "bool"), new("b", "int8"), new("c", "int64"), new("d", "uint64"), new("e", "uint128"), new("f", "uint208"), new("g", "bytes"), new("h", "bytes3"), new("i", "bytes32")],
        }, "T", value);
        bytes[0] = 9;
        TypedData read = TypedData.Parse($$$"""
            {"types":{"T":[{"name":"a","type":"bool"},{"name":"b","type":"int8"},{"name":"c","type":"int64"},{"name":"d","type":"uint64"},{"name":"e","type":"uint128"},{"name":"f","type":"uint208"},
             {"name":"g","type":"bytes"},{"name":"h","type":"bytes3"},{"name":"i","type":"bytes32"}],"EIP712Domain":[{"name":"salt","type":"bytes32"}]},
             "primaryType":"T","domain":{"salt":"0x{{{new string('0', 64)}}}"},
             "message":{"i":"0x{{{new string('0', 64)}}}","a":true,"b":-1,"c":-9223372036854775808,"d":"18446744073709551615","e":"0xffffffffffffffffffffffffffffffff",
             "f":{{{BigInteger.One << 200}}},"g":"0x010203","h":"0x010203"}}
            """);
        Assert.That(made.Hash, Is.EqualTo(read.Hash));
    }

    [Test]
    public void ADomainAloneIsSignedAsSuch()
    {
        TypedData data = TypedData.Parse("""{"types":{"EIP712Domain":[{"name":"name","type":"string"}]},"primaryType":"EIP712Domain","domain":{"name":"x"},"message":{}}""");
        Assert.That(data.Payload.ToArray(), Is.EqualTo((byte[])[0x19, 0x01, .. data.DomainSeparator.Span]));
    }

    [Test]
    public void TypesMayHoldThemselvesInArrays()
    {
        const string Types = """{"Node":[{"name":"children","type":"Node[]"}]}""";
        TypedData data = TypedData.Parse($$$"""{"types":{{{Types}}},"primaryType":"Node","domain":{},"message":{"children":[{"children":[]},{"children":[{"children":[]}]}]}}""");
        Assert.That(data.EncodeType("Node"), Is.EqualTo("Node(Node[] children)"));
    }

    // What a wallet may show and not sign, or sign and not show, is no typed data.
    [TestCase("string", "1", "no string: 1")]
    [TestCase("bool", "1", "no bool: 1")]
    [TestCase("bool", "\"true\"", "no bool: \"true\"")]
    [TestCase("uint8", "256", "no uint8: the number is out of range")]
    [TestCase("uint8", "-1", "no uint8: the number is out of range")]
    [TestCase("int8", "128", "no int8: the number is out of range")]
    [TestCase("int8", "-129", "no int8: the number is out of range")]
    [TestCase("uint256", "1.0", "no uint256: 1.0")]
    [TestCase("uint256", "1e3", "no uint256: 1e3")]
    [TestCase("uint256", "\"\"", "no uint256: \"\"")]
    [TestCase("uint256", "\"0x\"", "no uint256: \"0x\"")]
    [TestCase("uint256", "\" 1\"", "no uint256: \" 1\"")]
    [TestCase("bytes2", "\"0x01\"", "no bytes2: it is 1 bytes")]
    [TestCase("bytes2", "\"0x010203\"", "no bytes2: it is 3 bytes")]
    [TestCase("bytes", "\"0102\"", "no bytes: \"0102\"")]
    [TestCase("bytes", "\"0x012\"", "no bytes: \"0x012\"")]
    [TestCase("address", "\"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD827\"", "no address: \"0xCD2a")]
    [TestCase("address", "\"0x00\"", "no address: \"0x00\"")]
    [TestCase("uint8[]", "{}", "no uint8[]: {}")]
    [TestCase("uint8[2]", "[1]", "no uint8[2]: it is an array of 1")]
    [TestCase("uint8[2][]", "[[1,2],[1,2,3]]", "message.x[1] of typed data is no uint8[2]: it is an array of 3")]
    [TestCase("S", "null", "no S: null")]
    [TestCase("S", "{}", "message.x of typed data is no S: it has no \"y\"")]
    [TestCase("S", "{\"y\":1,\"z\":2}", "message.x of typed data is no S: it has \"z\", which the type has not")]
    [TestCase("uint", "1", "\"uint\" is no type of EIP-712: write uint256")]
    [TestCase("int", "1", "\"int\" is no type of EIP-712: write int256")]
    [TestCase("uint7", "1", "\"uint7\" is no type of EIP-712")]
    [TestCase("uint264", "1", "\"uint264\" is no type of EIP-712")]
    [TestCase("uint08", "1", "\"uint08\" is no type of EIP-712")]
    [TestCase("bytes0", "\"0x\"", "\"bytes0\" is no type of EIP-712")]
    [TestCase("bytes33", "\"0x\"", "\"bytes33\" is no type of EIP-712")]
    [TestCase("uint8[0]", "[]", "an array's length is a number from 1 on")]
    [TestCase("uint8[x]", "[]", "an array's length is a number from 1 on")]
    [TestCase("uint8[", "[]", "where an array's brackets were due")]
    [TestCase("uint8[]x", "[]", "where an array's brackets were due")]
    [TestCase("Unknown[]", "[]", "T.x is of the type \"Unknown[]\", which typed data does not define")]
    [TestCase("a b", "[]", "\"a b\" is no name of typed data")]
    [TestCase("", "[]", "\"\" is no name of typed data")]
    public void WhatDoesNotFitIsNamed(string type, string value, string message)
    {
        string json = $$$"""{"types":{"T":[{"name":"x","type":"{{{type}}}"}],"S":[{"name":"y","type":"uint8"}]},"primaryType":"T","domain":{},"message":{"x":{{{value}}}}}""";
        Assert.That(() => TypedData.Parse(json), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
    }

    [TestCase("", "no JSON")]
    [TestCase("[]", "typed data is no JSON object, but Array")]
    [TestCase("{}", "typed data has no \"types\"")]
    [TestCase("""{"types":{"T":1},"primaryType":"T","domain":{},"message":{}}""", "the type \"T\" is no array of members")]
    [TestCase("""{"types":{"T":[1]},"primaryType":"T","domain":{},"message":{}}""", "the type \"T\" is no JSON object, but Number")]
    [TestCase("""{"types":{"T":[{"name":"x"}]},"primaryType":"T","domain":{},"message":{}}""", "the type \"T\" has no \"type\"")]
    [TestCase("""{"types":{"T":[]},"primaryType":"U","domain":{},"message":{}}""", "typed data does not define the type \"U\"")]
    [TestCase("""{"types":{"T":[]},"primaryType":"T","domain":{},"message":[]}""", "\"message\" of typed data is no Object, but Array")]
    [TestCase("""{"types":{"T":[]},"primaryType":"T","domain":{"owner":1},"message":{}}""", "domain of typed data is no EIP712Domain: it has \"owner\"")]
    [TestCase("""{"types":{"T":[]},"primaryType":"T","domain":{},"message":{"a":1,"a":1}}""", "two members of one name")]
    [TestCase("""{"types":{"T":[],"T":[]},"primaryType":"T","domain":{},"message":{}}""", "two members of one name")]
    [TestCase("""{"types":{"T":[{"name":"a","type":"bool"},{"name":"a","type":"bool"}]},"primaryType":"T","domain":{},"message":{"a":true}}""", "T has two members with the name \"a\"")]
    [TestCase("""{"types":{"T":[{"name":"a,bool b","type":"bool"}]},"primaryType":"T","domain":{},"message":{}}""", "\"a,bool b\" is no name of typed data")]
    [TestCase("""{"types":{"bool":[]},"primaryType":"bool","domain":{},"message":{}}""", "\"bool\" is a type of EIP-712 itself")]
    [TestCase("""{"types":{"T[]":[]},"primaryType":"T[]","domain":{},"message":{}}""", "\"T[]\" is a type of EIP-712 itself")]
    [TestCase("""{"types":{"T":[{"name":"a","type":"string"}]},"primaryType":"T","domain":{},"message":{"a":"\ud800"}}""", "half of a surrogate pair")]
    public void WhatIsNoTypedDataIsNamed(string json, string message) =>
        Assert.That(() => TypedData.Parse(json), Throws.InstanceOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void LengthsAreBounded()
    {
        Assert.That(() => TypedData.Parse(new string(' ', (1 << 20) + 1)), Throws.InstanceOf<FormatException>().With.Message.Contains("at most 1048576"));
        string types = string.Join(',', Enumerable.Range(0, 129).Select(i => $"\"T{i}\":[]"));
        Assert.That(
            () => TypedData.Parse($$$"""{"types":{ {{{types}}} },"primaryType":"T0","domain":{},"message":{}}"""),
            Throws.InstanceOf<FormatException>().With.Message.Contains("at most 128 structs"));
        Assert.That(
            () => TypedData.Parse($$$"""{"types":{"T":[{"name":"{{{new string('a', 257)}}}","type":"bool"}]},"primaryType":"T","domain":{},"message":{}}"""),
            Throws.InstanceOf<FormatException>().With.Message.Contains("is no name of typed data"));
        TypedDataValue deep = TypedDataValue.Items();
        for (int i = 0; i < 100; i++)
        {
            deep = TypedDataValue.Fields(("a", TypedDataValue.Items(deep)));
        }

        Assert.That(
            () => new TypedData(new TypedDataDomain(), new Dictionary<string, IReadOnlyList<TypedDataField>> { ["T"] = [new("a", "T[]")] }, "T", deep),
            Throws.InstanceOf<FormatException>().With.Message.Contains("nested deeper than 64"));
    }
}
