using PhatSdk.Devnet.Rpc.Methods;

namespace PhatSdk.Devnet.Tests.Rpc.Methods;

public sealed class RefusedMethodsTests : RpcMethodsTests
{
    [TestCase("offchain_localStorageSet")]
    [TestCase("offchain_localStorageGet")]
    [TestCase("offchain_localStorageClear")]
    [TestCase("system_addReservedPeer")]
    [TestCase("system_removeReservedPeer")]
    [TestCase("system_unstable_networkState")]
    [TestCase("system_addLogFilter")]
    [TestCase("system_resetLogFilter")]
    [TestCase("state_traceBlock")]
    public async Task WhatCannotBeServedIsRefusedByName(string method)
    {
        RpcErrorException error = await Rpc.ErrorAsync(method);
        Assert.That((error.Code, error.ErrorMessage), Is.EqualTo((-32601, "RPC call is unsafe to be called externally")));
        Assert.That(error.ErrorData, Does.StartWith(method));
    }
}
