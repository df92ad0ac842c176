using System.Globalization;
using Newtonsoft.Json.Linq;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Metadata.Ink;

/// <summary>Arguments of a PSP-22 token's <c>transfer</c> as polkadot-js encodes them, by the metadata of ink! 4 and 5; of ink! 6 accounts have 20 bytes.</summary>
public sealed class Psp22VectorTests
{
    private static readonly JObject Vector = JObject.Parse(File.ReadAllText(Fixtures.Path("psp22.json")));

    [TestCase("psp22/psp22.json")]
    [TestCase("psp22/ink5/psp22.json")]
    public void ReencodesTheArguments(string file) => AssertReencodes(Fixtures.Contract(file));

    [Test]
    public void ReencodesTheArgumentsByTheAbiTheyWereMadeWith() => AssertReencodes(Fixtures.ThirdParty((string)Vector["abi"]!));

    private static void AssertReencodes(string path)
    {
        InkMetadata metadata = InkMetadata.Parse(File.ReadAllText(path));
        InkMessage transfer = metadata.Messages.Single(message => message.Label == (string)Vector["message"]!);
        byte[] expected = Hex.Parse((string)Vector["callData"]!)[Selector.Size..];
        JToken arguments = Vector["args"]!;
        ScaleValue[] values = [AccountId.Parse((string)arguments["to"]!), UInt128.Parse((string)arguments["value"]!, CultureInfo.InvariantCulture), Hex.Parse((string)arguments["data"]!)];

        Assert.That(transfer.Selector, Is.EqualTo(Selector.Parse((string)Vector["selector"]!).BigEndianValue));
        int offset = 0;
        for (int i = 0; i < values.Length; i++)
        {
            byte[] encoded = DynamicCodec.Encode(metadata.Types, transfer.Parameters[i].TypeId, values[i], transfer.Parameters[i].Label);
            Assert.That(encoded, Is.EqualTo(expected[offset..(offset + encoded.Length)]), transfer.Parameters[i].Label);
            Assert.That(DynamicCodec.Decode(encoded, metadata.Types, transfer.Parameters[i].TypeId), Is.EqualTo(values[i]));
            offset += encoded.Length;
        }

        Assert.That(offset, Is.EqualTo(expected.Length));
    }
}
