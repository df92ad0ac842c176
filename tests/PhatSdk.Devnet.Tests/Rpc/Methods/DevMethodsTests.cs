using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class DevMethodsTests : RpcMethodsTests
{
    [TestCase("[]", 1u)]
    [TestCase("[null]", 1u)]
    [TestCase("[{}]", 1u)]
    [TestCase("[{\"count\":3}]", 3u)]
    [TestCase("[{\"to\":4}]", 4u)]
    [TestCase("[{\"to\":0}]", 0u)]
    public async Task BlocksAreMadeAndTheLastIsNamed(string parameters, uint number)
    {
        string hash = await Rpc.CallAsync("dev_newBlock", parameters);
        Assert.That(Rpc.Chain.Best.Number, Is.EqualTo(number));
        Assert.That(hash, Is.EqualTo($"\"{Rpc.Chain.Best.Hash}\""));
    }

    [TestCase("[3]", "options: 3 is no object")]
    [TestCase("[{\"count\":\"many\"}]", "count: \"many\" is no number of 32 bits")]
    [TestCase("[{\"count\":4000000000}]", "count: 4000000000 blocks are more than 100000")]
    public async Task BadArgumentsAreNamed(string parameters, string reason)
    {
        RpcErrorException error = await Rpc.ErrorAsync("dev_newBlock", parameters);
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32602, reason)));
        Assert.That(Rpc.Chain.Best.Number, Is.Zero);
    }
}
