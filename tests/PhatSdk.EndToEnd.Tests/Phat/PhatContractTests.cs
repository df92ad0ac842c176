using System.Net;
using System.Text;
using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Phat;
using PhatSdk.Primitives;

namespace PhatSdk.EndToEnd.Tests.Phat;

/// <summary>A Phat contract's life on the devnet, by the client as users have it.</summary>
[TestFixture(DevnetWire.InProcess)]
[TestFixture(DevnetWire.Socket)]
internal sealed class PhatContractTests(DevnetWire wire)
{
    private const uint Supply = 1_000_000;

    private DevnetTestNode _node = null!;
    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private PhatClient _phat = null!;
    private Certificate _alice = null!;
    private IContractDeployer _deployer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _node = await DevnetTestNode.StartAsync(wire);
        _devnet = _node.Devnet;
        _chain = await ChainClient.ConnectAsync(await _node.ConnectAsync());
        _phat = await PhatClient.ConnectAsync(_chain, _node.Worker, _devnet.ClusterId);
        _alice = await Certificate.SignAsync(DevKeypairs.Alice);
        _deployer = _phat.CreateDeployer(_alice);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _alice.Dispose();
        await _phat.DisposeAsync();
        await _chain.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Test]
    public async Task ADeployedContractIsAskedInTheAccountsName()
    {
        ContractDeployment<PhatToken> deployment = await DeployAsync();

        Assert.That(await deployment.Contract.TotalSupplyAsync(), Is.EqualTo((UInt128)Supply));
        Assert.That(await deployment.Contract.BalanceOfAsync(DevKeypairs.Alice.AccountId), Is.EqualTo((UInt128)Supply));
        Assert.That(await _phat.Registry.GetClusterContractsAsync(_phat.Cluster), Does.Contain(deployment.Address));
        Assert.That(deployment.Receipt.Status, Is.EqualTo(ContractReceiptStatus.Applied));
    }

    [Test]
    public async Task ACommandIsQueuedAndAppliedAndTold()
    {
        PhatToken token = (await DeployAsync()).Contract;

        ContractReceipt<Result<Unit, PhatToken.Error>> receipt = await token.TransferAsync(DevKeypairs.Bob.AccountId, 5, DevKeypairs.Alice);
        CommandOutcome outcome = await _phat.WaitForCommandAsync(receipt, token.Address);

        Assert.That(receipt.Status, Is.EqualTo(ContractReceiptStatus.Queued));
        Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Succeeded), outcome.Error);
        Assert.That(outcome.Events, Has.Count.EqualTo(1));
        Assert.That(await token.BalanceOfAsync(DevKeypairs.Bob.AccountId), Is.EqualTo((UInt128)5));
    }

    [Test]
    public async Task ARefusalInTheTrialSendsNothing()
    {
        PhatToken token = (await DeployAsync()).Contract;
        uint before = _devnet.BlockNumber;

        ContractReceipt<Result<Unit, PhatToken.Error>> receipt = await token.TransferAsync(DevKeypairs.Bob.AccountId, Supply + 1, DevKeypairs.Alice);

        Assert.That(receipt.Status, Is.EqualTo(ContractReceiptStatus.Refused));
        Assert.That(_devnet.BlockNumber, Is.EqualTo(before));
    }

    [Test]
    public async Task ACommandThatTheContractRevertsTellsSo()
    {
        PhatToken token = (await DeployAsync()).Contract;
        ContractTransactionOptions blind = new() { DryRun = false, GasLimit = new Weight(50_000_000_000, 0) };

        ContractReceipt receipt = await token.TransferAsync(DevKeypairs.Bob.AccountId, Supply + 1, DevKeypairs.Alice, blind);
        CommandOutcome outcome = await _phat.WaitForCommandAsync(receipt, token.Address);

        Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Reverted));
        Assert.Throws<ContractRevertedException>(outcome.ThrowIfNotSucceeded);
    }

    [Test]
    public async Task ACommandThatRunsOutOfGasTellsWhy()
    {
        PhatToken token = (await DeployAsync()).Contract;
        ContractTransactionOptions starved = new() { DryRun = false, GasLimit = new Weight(1_000_000, 0) };

        ContractReceipt receipt = await token.TransferAsync(DevKeypairs.Bob.AccountId, 1, DevKeypairs.Alice, starved);
        CommandOutcome outcome = await _phat.WaitForCommandAsync(receipt, token.Address);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((CommandStatus.Failed, "Contracts.OutOfGas")));
        Assert.Throws<ContractTrappedException>(outcome.ThrowIfNotSucceeded);
    }

    [Test]
    public async Task AStakedContractReadsTheWebAndSays()
    {
        PhatToken token = (await DeployAsync()).Contract;
        ExtrinsicReceipt stake = await _phat.StakeAsync(token.Address, 10_000_000_000_000, DevKeypairs.Alice);
        using PriceFeed feed = new("""{"usd": 1.25}""");
        ContractReceipt receipt = await token.SetFeedAsync(feed.Url, DevKeypairs.Alice);
        (await _phat.WaitForCommandAsync(receipt, token.Address)).ThrowIfNotSucceeded();

        Result<PhatToken.Quote, PhatToken.Error> quote = await token.QuoteAsync();

        Assert.That(stake.EventsOf("PhalaPhatTokenomic", "UserStakeChanged").Count(), Is.EqualTo(1));
        Assert.That(quote.TryGetValue(out PhatToken.Quote value, out _), Is.True);
        Assert.That(value.Cents, Is.EqualTo((UInt128)125));
        PinkLogPage log = await _phat.Logger.TailAsync(50, token.Address);
        Assert.That(log.Records.OfType<PinkLogRecord.Log>().Select(record => record.Message), Has.Some.EqualTo("priced at 125 cents"));
    }

    [Test]
    public async Task AnotherAccountsCommandsArePaidFromTheChain()
    {
        PhatToken token = (await DeployAsync()).Contract;
        using Certificate bob = await Certificate.SignAsync(DevKeypairs.Bob);
        PhatToken asBob = _phat.GetContract<PhatToken>(token.Address, bob);

        ContractReceipt<Result<Unit, PhatToken.Error>> refused = await asBob.SetFeedAsync("http://localhost", DevKeypairs.Bob);
        ContractReceipt receipt = await asBob.TransferAsync(DevKeypairs.Alice.AccountId, 0, DevKeypairs.Bob);

        Assert.That(refused.Value.TryGetValue(out _, out PhatToken.Error? error), Is.False);
        Assert.That(error, Is.InstanceOf<PhatToken.Error.NotOwner>());
        CommandOutcome outcome = await _phat.WaitForCommandAsync(receipt, token.Address);
        Assert.That(outcome.Status, Is.EqualTo(CommandStatus.Succeeded), outcome.Error);
    }

    [Test]
    public void CodeThatIsNoContractIsRefusedByTheClusterWithItsReason()
    {
        byte[] wasm = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
        ContractCode code = new(new CodeHash(Blake2b.Hash256(wasm).Span), wasm);

        ContractTrappedException exception = Assert.ThrowsAsync<ContractTrappedException>(
            async () => await _deployer.PrepareAsync(code, DevKeypairs.Alice, ContractDeployOptions.Default, default))!;

        Assert.That(exception.Error, Does.Contain("CodeRejected"));
    }

    [Test]
    public async Task AnInstantiationThatFailsSurfacesWithItsReason()
    {
        await DeployAsync();
        ContractDeployOptions options = new() { Salt = new byte[] { 9 }, GasLimit = new Weight(1000, 0) };
        byte[] input = [0x9b, 0xae, 0x9d, 0x5e, .. new byte[16]];

        ContractTrappedException exception = Assert.ThrowsAsync<ContractTrappedException>(
            async () => await _deployer.DeployAsync(PhatToken.Code, input, DevKeypairs.Alice, options, default))!;

        Assert.That(exception.Error, Does.Contain("instantiate failed"));
    }

    [Test]
    public void AContractThatIsNotThereIsNamed()
    {
        PhatToken nowhere = _phat.GetContract<PhatToken>(DevKeypairs.Eve.AccountId, _alice);

        PhatQueryException exception = Assert.ThrowsAsync<PhatQueryException>(async () => await nowhere.TotalSupplyAsync())!;

        Assert.That(exception.Error, Is.EqualTo(PhatQueryError.UnknownContract));
        Assert.That(exception.Message, Does.Contain(DevKeypairs.Eve.AccountId.ToString()));
    }

    private ValueTask<ContractDeployment<PhatToken>> DeployAsync() => PhatToken.DeployNewAsync(_deployer, Supply, DevKeypairs.Alice);

    /// <summary>An HTTP server on the loopback that answers everything with one JSON text.</summary>
    private sealed class PriceFeed : IDisposable
    {
        private readonly HttpListener _listener = new();

        public PriceFeed(string json)
        {
            int port = FreePort();
            Url = $"http://127.0.0.1:{port}/";
            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = AnswerAsync(Encoding.UTF8.GetBytes(json));
        }

        public string Url { get; }

        public void Dispose() => _listener.Close();

        private static int FreePort()
        {
            using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        private async Task AnswerAsync(byte[] body)
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }
    }
}
