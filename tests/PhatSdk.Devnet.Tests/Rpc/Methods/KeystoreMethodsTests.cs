using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class KeystoreMethodsTests : RpcMethodsTests
{
    private const string Key = "\"0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d\"";

    [Test]
    public async Task AKeyThatWasGivenIsThere()
    {
        Assert.That(await Rpc.CallAsync("author_hasKey", $"[{Key},\"aura\"]"), Is.EqualTo("false"));
        Assert.That(await Rpc.CallAsync("author_insertKey", $"[\"aura\",\"//Alice\",{Key}]"), Is.EqualTo("null"));
        Assert.That(await Rpc.CallAsync("author_hasKey", $"[{Key},\"aura\"]"), Is.EqualTo("true"));
        Assert.That(await Rpc.CallAsync("author_hasKey", $"[{Key},\"gran\"]"), Is.EqualTo("false"));
    }

    [TestCase("author_insertKey", $"[\"au\",\"//Alice\",{Key}]")]
    [TestCase("author_hasKey", $"[{Key},\"auras\"]")]
    public async Task AKeyTypeHasFourBytes(string method, string parameters)
    {
        RpcErrorException error = await Rpc.ErrorAsync(method, parameters);
        Assert.That((error.Code, error.ErrorMessage), Is.EqualTo((1040, "Invalid key type ID format (should be of length four)")));
    }

    [TestCase("author_rotateKeys", "[]", "SessionKeys_generate_session_keys")]
    [TestCase("author_hasSessionKeys", "[\"0x12\"]", "SessionKeys_decode_session_keys")]
    public async Task ARuntimeWithoutSessionsSaysSo(string method, string parameters, string function)
    {
        RpcErrorException error = await Rpc.ErrorAsync(method, parameters);
        Assert.That(error.Code, Is.EqualTo(1040));
        Assert.That(error.ErrorMessage, Does.StartWith($"Client error: {function}"));
    }

    [Test]
    public async Task TheKeystoreHasAnEnd()
    {
        for (int i = 0; i < 1024; i++)
        {
            await Rpc.CallAsync("author_insertKey", $"[\"aura\",\"//Alice\",\"0x{i:x8}\"]");
        }

        Assert.That(await Rpc.CallAsync("author_insertKey", "[\"aura\",\"//Alice\",\"0x00000007\"]"), Is.EqualTo("null"), "it is there");
        Assert.That((await Rpc.ErrorAsync("author_insertKey", "[\"aura\",\"//Alice\",\"0x12\"]")).Code, Is.EqualTo(1040));
    }
}
