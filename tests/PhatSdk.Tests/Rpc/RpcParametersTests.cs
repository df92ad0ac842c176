using PhatSdk.Primitives;
using PhatSdk.Rpc;

namespace PhatSdk.Tests.Rpc;

internal sealed class RpcParametersTests
{
    [Test]
    public void NoParametersAreAnEmptyArray() => Assert.That(new RpcParameters().ToString(), Is.EqualTo("[]"));

    [Test]
    public void ValuesComeInOrder()
    {
        RpcParameters parameters = new RpcParameters()
            .Add("state")
            .Add(42u)
            .AddHex([0x01, 0xab])
            .Add((Hash256?)null)
            .Add(new Hash256(Enumerable.Repeat((byte)0x11, 32).ToArray()))
            .AddHexArray([new byte[] { 1 }, Array.Empty<byte>()])
            .AddHexArray([])
            .AddNull();

        Assert.That(
            parameters.ToString(),
            Is.EqualTo($"[\"state\",42,\"0x01ab\",null,\"0x{new string('1', 64)}\",[\"0x01\",\"0x\"],[],null]"));
    }

    [Test]
    public void TextIsEscaped() => Assert.That(new RpcParameters().Add("a\"\\\n").ToString(), Is.EqualTo("[\"a\\u0022\\\\\\n\"]"));

    [Test]
    public void TheArrayMayBeTakenAndGrownAgain()
    {
        RpcParameters parameters = new RpcParameters().Add(1u);

        Assert.That(parameters.ToString(), Is.EqualTo("[1]"));
        Assert.That(parameters.Add(2u).ToString(), Is.EqualTo("[1,2]"));
    }

    [Test]
    public void LongBytesFit()
    {
        byte[] bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);

        Assert.That(new RpcParameters().AddHex(bytes).ToString(), Is.EqualTo($"[\"{Hex.Format(bytes)}\"]"));
    }
}
