using Newtonsoft.Json.Linq;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Types;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata.Ink;

public sealed class InkMetadataReaderTests
{
    private const string VersionZero =
        """
        {
          "metadataVersion": "0.1.0",
          "source": { "hash": "0x1111111111111111111111111111111111111111111111111111111111111111", "language": "ink! 3.0.0-rc1", "compiler": "rustc 1.48.0-nightly" },
          "contract": { "name": "small", "version": "0.1.0", "authors": ["nobody"] },
          "spec": {
            "constructors": [ { "args": [ { "name": "start", "type": { "displayName": ["u32"], "type": 2 } } ], "docs": [], "name": ["new"], "selector": "0xd183512b" } ],
            "messages": [
              { "args": [], "docs": [], "mutates": false, "name": ["Trait", "get"], "payable": false, "returnType": { "displayName": ["u32"], "type": 2 }, "selector": "0xdcb736b5" },
              { "args": [], "docs": [], "mutates": true, "name": ["set"], "payable": false, "returnType": null, "selector": "0x56e929b2" } ],
            "events": [ { "args": [ { "docs": [], "indexed": true, "name": "from", "type": { "displayName": ["u32"], "type": 2 } } ], "docs": [], "name": "Changed" } ],
            "docs": []
          },
          "storage": { "struct": { "fields": [ { "layout": { "cell": { "key": "0x0000000000000000000000000000000000000000000000000000000000000000", "ty": 2 } }, "name": "value" } ] } },
          "types": [
            { "def": { "primitive": "u128" } }, { "def": { "primitive": "u32" } },
            { "def": { "variant": { "variants": [ { "name": "A" }, { "discriminant": 7, "name": "B" }, { "fields": [ { "type": 1 } ], "name": "C" } ] } }, "params": [1], "path": ["Choice"] } ]
        }
        """;

    [Test]
    public void ReadsTheSmallAbi()
    {
        InkMetadata metadata = InkMetadata.Parse(SmallAbi.Create().ToString());

        Assert.Multiple(() =>
        {
            Assert.That(metadata.Messages[0].Selector, Is.EqualTo(0x2f865bd9));
            Assert.That(metadata.Messages[0].ReturnsLangError, Is.False);
            Assert.That(metadata.Environment, Is.Null);
            Assert.That(metadata.LangErrorTypeId, Is.Null);
        });
    }

    [TestCase("$.spec.messages[0].selector", "\"0x2f865b\"", "spec.messages[0].selector: \"0x2f865b\" is not hexadecimal text of 4 bytes")]
    [TestCase("$.spec.messages[0].selector", "7", "spec.messages[0].selector: 7 is not text")]
    [TestCase("$.spec.messages[0].mutates", "\"yes\"", "spec.messages[0].mutates: \"yes\" is not true or false")]
    [TestCase("$.spec.messages[0].args", "{}", "spec.messages[0].args: an object is not an array")]
    [TestCase("$.spec.messages[0].args[0].type.type", "99", "spec.messages[0].args[0].type: there is no type 99")]
    [TestCase("$.spec.messages[0].returnType.type", "-1", "-1 is not an integer from 0")]
    [TestCase("$.spec.messages", "[]", "spec.messages: there are none")]
    [TestCase("$.spec.constructors", "null", "spec: \"constructors\" is missing")]
    [TestCase("$.source.hash", "\"0x11\"", "source.hash: \"0x11\" is not hexadecimal text of 32 bytes")]
    [TestCase("$.contract", "null", "the document: \"contract\" is missing")]
    [TestCase("$.types[3].type.def.sequence.type", "42", "type 3 refers to type 42, which is not there")]
    [TestCase("$.types[0].type.def", "{\"primitive\":\"u7\"}", "types[0].type.def.primitive: \"u7\" is not a primitive type")]
    [TestCase("$.types[0].type.def", "{\"bag\":{}}", "\"bag\" is no kind of type")]
    [TestCase("$.types[0].type.def", "{}", "types[0].type.def: an object is not an object with one member")]
    [TestCase("$.types[0].type.def", "{\"array\":{\"len\":4294967296,\"type\":1}}", "types[0].type.def.array.len: 4294967296 is not an integer from 0 to 4294967295")]
    [TestCase("$.types[0].id", "1", "type 1 is defined twice")]
    [TestCase("$.types[1].type.def.composite.fields[0].name", "null", "types[1].type.def.composite: some fields have names and some have not")]
    [TestCase("$.version", "\"7\"", "ink! metadata of version 7 cannot be read; 0 to 6 can")]
    [TestCase("$.version", "null", "neither a \"version\" nor a \"V3\"")]
    [TestCase("$.version", "[]", "version: an array is not a version")]
    public void NamesPlaceAndValueOfWhatIsWrong(string place, string value, string message)
    {
        JObject abi = SmallAbi.Create();
        abi.SelectToken(place)!.Replace(JToken.Parse(value));

        Assert.That(() => InkMetadata.Parse(abi.ToString()), Throws.TypeOf<MetadataException>().With.Message.Contains(message));
    }

    [Test]
    public void RefusesTwoMessagesOfOneSelector()
    {
        JObject abi = SmallAbi.Create();
        JArray messages = (JArray)abi["spec"]!["messages"]!;
        messages.Add(messages[0].DeepClone());

        Assert.That(
            () => InkMetadata.Parse(abi.ToString()),
            Throws.TypeOf<MetadataException>()
                .With.Message.EqualTo("spec.messages: [0] and [1] have one selector, 0x2f865bd9")
                .And.Property("Problem").EqualTo(MetadataProblem.DuplicateSelector));
    }

    [Test]
    public void TellsUnsupportedVersionsApart()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => InkMetadata.Parse("{\"metadataVersion\":\"1.0.0\"}"), Throws.TypeOf<MetadataException>().With.Property("Problem").EqualTo(MetadataProblem.UnsupportedVersion));
            Assert.That(() => InkMetadata.Parse("{\"version\":99}"), Throws.TypeOf<MetadataException>().With.Property("Problem").EqualTo(MetadataProblem.UnsupportedVersion));
        });
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{\"version\":")]
    [TestCase("{\"version\":\"4\",\"version\":\"5\"}")]
    [TestCase("{} {}")]
    [TestCase("\"text\"")]
    public void RefusesDamagedJson(string json) => Assert.That(() => InkMetadata.Parse(json), Throws.TypeOf<MetadataException>());

    [Test]
    public void RefusesAbsurdlyDeepJson() =>
        Assert.That(() => InkMetadata.Parse(new string('[', 100_000)), Throws.TypeOf<MetadataException>().With.Message.Contains("depth").IgnoreCase);

    [Test]
    public void EveryTruncationOfAnAbiIsRefused()
    {
        string json = SmallAbi.Create().ToString();
        for (int length = 0; length < json.Length - 1; length++)
        {
            Assert.That(() => InkMetadata.Parse(json[..length]), Throws.TypeOf<MetadataException>(), $"the first {length} characters");
        }
    }

    [Test]
    public void AnyOtherCharacterReadsOrThrowsMetadataException()
    {
        string json = SmallAbi.Create().ToString(Newtonsoft.Json.Formatting.None);
        for (int i = 0; i < json.Length; i++)
        {
            foreach (char other in "0\"{]x,")
            {
                try
                {
                    InkMetadata.Parse(string.Concat(json.AsSpan(0, i), [other], json.AsSpan(i + 1)));
                }
                catch (MetadataException)
                {
                }
            }
        }
    }

    [TestCase(1, "[\"get\",\"it\"]", "name", "get::it")]
    [TestCase(2, "\"get\"", "label", "get")]
    [TestCase(3, "\"get\"", "label", "get")]
    public void ReadsInkThree(int version, string label, string key, string expected)
    {
        JObject body = SmallAbi.Create();
        foreach (JObject owner in body.Descendants().OfType<JObject>().Where(one => one["label"] is not null).ToList())
        {
            JToken old = owner["label"]!;
            owner.Remove("label");
            owner[key] = owner["mutates"] is null ? version == 1 && owner["type"] is null ? new JArray(old) : old : JToken.Parse(label);
        }

        JObject abi = new() { ["source"] = body["source"], ["contract"] = body["contract"], [$"V{version}"] = body };
        InkMetadata metadata = InkMetadata.Parse(abi.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(metadata.Version, Is.EqualTo(version));
            Assert.That(metadata.Messages[0].Label, Is.EqualTo(expected));
            Assert.That(metadata.Messages[0].Parameters[0].Label, Is.EqualTo("key"));
            Assert.That(metadata.Events[0].Index, Is.Zero);
            Assert.That(metadata.Events[0].Fields[0].IsTopic, Is.True);
        });
    }

    [Test]
    public void ReadsTheFirstReleaseCandidates()
    {
        InkMetadata metadata = InkMetadata.Parse(VersionZero);
        VariantType choice = (VariantType)metadata.Types[3];

        Assert.Multiple(() =>
        {
            Assert.That(metadata.Version, Is.Zero);
            Assert.That(metadata.Constructors[0].IsPayable, Is.True);
            Assert.That(metadata.Messages[0].Label, Is.EqualTo("Trait::get"));
            Assert.That(metadata.Messages[0].ReturnTypeId, Is.EqualTo(2));
            Assert.That(metadata.Messages[1].ReturnTypeId, Is.Null);
            Assert.That(metadata.Types.Count, Is.EqualTo(3));
            Assert.That(metadata.Types[2], Is.EqualTo(new PrimitiveType(PrimitiveKind.U32) { Id = 2 }).Using<TypeDefinition>((one, other) => one.Id == other.Id && one.GetType() == other.GetType()));
            Assert.That(choice.Variants.Select(variant => (variant.Name, variant.Index)), Is.EqualTo(new[] { ("A", (byte)0), ("B", (byte)7), ("C", (byte)2) }));
            Assert.That(choice.Parameters[0].TypeId, Is.EqualTo(1));
            Assert.That(metadata.Storage, Is.InstanceOf<InkStructLayout>());
        });
    }

    [Test]
    public void AMessageThatDoesNotTellWhatItReturnsIsRefused() =>
        Assert.That(
            () => InkMetadata.Parse(VersionZero.Replace("\"returnType\": null, ", "", StringComparison.Ordinal)),
            Throws.TypeOf<MetadataException>().With.Message.EqualTo("spec.messages[1]: \"returnType\" is missing"));

    [TestCase("$.spec.messages[0].label", "spec.messages[0].label: a name of 2000000 characters")]
    [TestCase("$.spec.messages[0].args[0].label", "spec.messages[0].args[0].label: a name of 2000000 characters")]
    [TestCase("$.types[1].type.path[1]", "types[1].type.path[1]: a name of 2000000 characters")]
    [TestCase("$.types[1].type.def.composite.fields[0].name", "types[1].type.def.composite.fields[0].name: a name of 2000000 characters")]
    [TestCase("$.contract.name", "contract.name: a name of 2000000 characters")]
    public void NamesOfMegabytesAreRefusedByPlaceAndShown(string place, string message)
    {
        JObject abi = SmallAbi.Create();
        abi.SelectToken(place)!.Replace(new string('x', 2_000_000));

        Assert.That(
            () => InkMetadata.Parse(abi.ToString()),
            Throws.TypeOf<MetadataException>().With.Message.Contains(message).And.Property("Message").Length.LessThan(300));
    }

    [Test]
    public void KindsAndMembersOfMegabytesAreShownShort()
    {
        string name = new('k', 2_000_000);
        JObject abi = SmallAbi.Create();
        abi["types"]![0]!["type"]!["def"] = new JObject { [name] = 1 };

        Assert.That(() => InkMetadata.Parse(abi.ToString()), Throws.TypeOf<MetadataException>().With.Property("Message").Length.LessThan(300));
        Assert.That(() => InkMetadata.Parse($"{{\"{name}\":1,\"{name}\":2}}"), Throws.TypeOf<MetadataException>().With.Property("Message").Length.LessThan(300));
        Assert.That(() => InkMetadata.Parse($"{{\"version\":\"{name}\"}}"), Throws.TypeOf<MetadataException>().With.Property("Message").Length.LessThan(300));
    }

    [Test]
    public void VariantsOfOneNameAreRefused()
    {
        JObject abi = SmallAbi.Create();
        abi["types"]![0]!["type"]!["def"] = JToken.Parse("""{ "variant": { "variants": [ { "name": "A", "index": 0 }, { "name": "A", "index": 1 } ] } }""");

        Assert.That(
            () => InkMetadata.Parse(abi.ToString()),
            Throws.TypeOf<MetadataException>().With.Message.EqualTo("types[0].type.def.variant.variants[1]: another variant is named \"A\" too"));
    }

    [Test]
    public void TakesAnEmptySignatureTopicForAnonymous()
    {
        JObject abi = SmallAbi.Create(version: 5);
        abi["spec"]!["events"]![0]!["signature_topic"] = "";

        Assert.That(InkMetadata.Parse(abi.ToString()).Events[0].SignatureTopic, Is.Null);
    }

    [Test]
    public void ReadsALargeAbiInReasonableTime()
    {
        JObject abi = JObject.Parse(File.ReadAllText(Fixtures.Contract("psp22/psp22.json")));
        JArray types = (JArray)abi["types"]!;
        for (int id = types.Count; id < 20_000; id++)
        {
            types.Add(new JObject { ["id"] = id, ["type"] = new JObject { ["def"] = new JObject { ["sequence"] = new JObject { ["type"] = 3 } } } });
        }

        Assert.That(InkMetadata.Parse(abi.ToString()).Types.Count, Is.EqualTo(20_000));
    }
}
