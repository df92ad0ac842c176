namespace PhatSdk.Devnet.Tests.Rpc.Methods;

/// <summary>The base of tests of method groups: a chain for each test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class RpcMethodsTests
{
    private protected RpcChain Rpc { get; private set; } = null!;

    [SetUp]
    public void StartChain() => Rpc = new RpcChain();

    [TearDown]
    public async Task StopChainAsync() => await Rpc.DisposeAsync();
}
