using PhatSdk.Chain;
using PhatSdk.Chain.Blocks;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

internal sealed class EventPositionTests
{
    [Test]
    public void TextComesBack()
    {
        EventPosition position = new(1234, FakeNode.HashOf(7), 5);

        Assert.That(position.ToString(), Is.EqualTo($"1234/5/{FakeNode.HashOf(7)}"));
        Assert.That(EventPosition.Parse(position.ToString()), Is.EqualTo(position));
        Assert.That(EventPosition.Parse(EventPosition.After(new BlockRef(9, FakeNode.HashOf(9))).ToString()).Index, Is.EqualTo(EventPosition.EndOfBlock));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("1/2")]
    [TestCase("1/2/0x00")]
    [TestCase("-1/2/0x91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3")]
    [TestCase("1/4294967296/0x91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3")]
    [TestCase("1/2/0x91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3/4")]
    public void OtherTextIsRefused(string? text)
    {
        Assert.That(EventPosition.TryParse(text, null, out EventPosition position), Is.False);
        Assert.That(position, Is.EqualTo(default(EventPosition)));
        Assert.Throws<FormatException>(() => EventPosition.Parse(text!));
    }
}
