using System.Text.Json;
using PhatSdk.Crypto;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Tests.Rpc.Methods;
using PhatSdk.Devnet.Tests.Worker;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Tests.Rpc.Contracts;

public sealed class ContractsMethodsTests : RpcMethodsTests
{
    private const string Nobody = "0x0101010101010101010101010101010101010101010101010101010101010101";

    [Test]
    public async Task ACallSaysWhatItReturnsAndCosts()
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        JsonElement result = await probe.TryAsync("set_number", [9, 0, 0, 0]);
        Assert.Multiple(() =>
        {
            Assert.That(result.GetProperty("result").GetRawText(), Is.EqualTo("""{"Ok":{"flags":0,"data":"0x0007000000"}}"""));
            Assert.That(result.GetProperty("gasConsumed").GetProperty("ref_time").GetUInt64(), Is.Positive);
            Assert.That(result.GetProperty("gasRequired").GetProperty("proof_size").GetUInt64(), Is.Positive);
            Assert.That(result.GetProperty("storageDeposit").GetRawText(), Is.EqualTo("""{"charge":0}"""));
            Assert.That(result.GetProperty("debugMessage").GetString(), Is.Empty);
        });
    }

    [TestCase("1")]
    [TestCase("""{"refTime":1000,"proofSize":1000}""")]
    [TestCase("""{"ref_time":"0x64","proof_size":1000}""")]
    public async Task TooLittleGasIsAnErrorOfTheContractsPallet(string gas)
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        JsonElement error = (await probe.TryAsync("number", [], gas)).GetProperty("result").GetProperty("Err");
        Assert.That(error.GetProperty("Module").GetProperty("index").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task ACallOfNobodyIsAnError()
    {
        JsonElement result = await Rpc.ReadAsync("contracts_call", $$"""[{"origin":"{{RpcContract.Alice}}","dest":"{{Nobody}}","value":0,"inputData":"0x"}]""");
        Assert.That(result.GetProperty("result").TryGetProperty("Err", out JsonElement error), Is.True);
        Assert.That(error.GetProperty("Module").GetProperty("error").GetArrayLength(), Is.EqualTo(4));
    }

    [Test]
    public async Task AnUploadGivesTheCodesHash()
    {
        InkContract code = new("flipper");
        JsonElement result = await Rpc.ReadAsync("contracts_upload_code", $$"""[{"origin":"{{RpcContract.Alice}}","code":"{{Hex.Format(code.Code)}}","storageDepositLimit":null}]""");
        Assert.That(result.GetProperty("Ok").GetProperty("codeHash").GetString(), Is.EqualTo(Blake2b.Hash256(code.Code).ToString()));
        JsonElement refused = await Rpc.ReadAsync("contracts_upload_code", $$"""[{"origin":"{{RpcContract.Alice}}","code":"0x0061736d"}]""");
        Assert.That(refused.TryGetProperty("Err", out _), Is.True);
    }

    [Test]
    public async Task ADeploymentMayNameCodeThatIsThere()
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        Hash256 hash = Blake2b.Hash256(new InkContract("host_probe").Code);
        JsonElement result = await Rpc.ReadAsync("contracts_instantiate", $$"""
            [{"origin":"{{RpcContract.Alice}}","endowment":"0x0","gasLimit":400000000000,"code":{"existing":"{{hash}}"},"data":"{{probe.Input("new", [1, 0, 0, 0])}}","salt":"0x01"}]
            """);
        JsonElement made = result.GetProperty("result").GetProperty("Ok");
        Assert.That(made.GetProperty("result").GetProperty("flags").GetInt32(), Is.Zero);
        Assert.That(made.GetProperty("accountId").GetString(), Is.Not.EqualTo(probe.Address));
    }

    [Test]
    public async Task StorageIsReadByTheContractsKeys()
    {
        RpcContract probe = await RpcContract.DeployAsync(Rpc, "host_probe", [7, 0, 0, 0]);
        Assert.That(await Rpc.CallAsync("contracts_getStorage", $"[\"{probe.Address}\",\"0x00000000\"]"), Is.EqualTo("\"0x07000000\""));
        Assert.That(await Rpc.CallAsync("contracts_getStorage", $"[\"{probe.Address}\",\"0x12345678\"]"), Is.EqualTo("null"));
        RpcErrorException error = await Rpc.ErrorAsync("contracts_getStorage", $"[\"{Nobody}\",\"0x00000000\"]");
        Assert.That((error.Code, error.ErrorMessage), Is.EqualTo((2, "The specified contract doesn't exist.")));
    }

    [TestCase("contracts_call", "[7]", "callRequest: no object")]
    [TestCase("contracts_call", "[{}]", "callRequest.origin: missing")]
    [TestCase("contracts_call", $$"""[{"origin":"{{Nobody}}","dest":"me"}]""", "callRequest.dest: \"me\" is no SS58 address")]
    [TestCase("contracts_call", $$"""[{"origin":"{{Nobody}}","dest":"{{Nobody}}","value":-1}]""", "callRequest.value: -1 is no number of 128 bits")]
    [TestCase("contracts_call", $$"""[{"origin":"{{Nobody}}","dest":"{{Nobody}}","value":0,"gasLimit":18446744073709551616}]""", "callRequest.gasLimit: 18446744073709551616 does not fit into the weight type")]
    [TestCase("contracts_instantiate", $$"""[{"origin":"{{Nobody}}","value":0,"code":{"existing":"0x12" } }]""", "instantiateRequest.code: a hash has 32 bytes, not 1")]
    public async Task BadRequestsAreNamed(string method, string parameters, string reason)
    {
        RpcErrorException error = await Rpc.ErrorAsync(method, parameters);
        Assert.That((error.Code, error.ErrorData), Is.EqualTo((-32602, reason)));
    }
}
