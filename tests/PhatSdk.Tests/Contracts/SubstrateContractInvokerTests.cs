using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Contracts;

internal sealed class SubstrateContractInvokerTests
{
    private const string Result = "02093d00411f02093d00411f" + "0100000000000000000000000000000000" + "00" + "00" + "00000000" + "080001" + "00";

    private static readonly AccountId Contract = AccountId.Parse(string.Concat(Enumerable.Repeat("c0", 32)));
    private static readonly AccountId Account = AccountId.Parse("0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee");
    private static readonly byte[] Input = [0x63, 0x3a, 0xa5, 0x51];

    private FakeNode _node = null!;
    private ChainClient _chain = null!;
    private SubstrateContractInvoker _invoker = null!;
    private FakeSigner _signer = null!;

    [SetUp]
    public async Task Connect()
    {
        _node = new FakeNode(head: 21);
        _chain = await ChainClient.ConnectAsync(_node.Connection);
        _invoker = new SubstrateContractInvoker(_chain);
        _signer = new FakeSigner(SignatureScheme.Ed25519, Account, new byte[64]);
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [Test]
    public async Task CallRunsOnTheAskedBlockWithTheAskedLimits()
    {
        byte[] asked = [];
        _node.Runtime["ContractsApi_call"] = arguments =>
        {
            asked = arguments;
            return Convert.FromHexString(Result);
        };
        ContractCallOptions options = new()
        {
            Origin = Account,
            TransferValue = 5,
            GasLimit = new Weight(1, 2),
            StorageDepositLimit = 6,
            At = FakeNode.HashOf(3),
        };

        ContractOutput output = await _invoker.CallAsync(Contract, Input, options, CancellationToken.None);

        Assert.That(output.Data.ToArray(), Is.EqualTo(new byte[] { 0, 1 }));
        Assert.That(asked, Is.EqualTo(ContractsApi.EncodeCall(Account, Contract, new ContractLimits(5, new Weight(1, 2), 6), Input)));
        Assert.That(_node.Connection.Calls[^1].Parameters[2].GetString(), Is.EqualTo(FakeNode.HashOf(3).ToString()));
    }

    [Test]
    public async Task CallersAccountIsZerosByDefault()
    {
        _node.Runtime["ContractsApi_call"] = arguments =>
        {
            Assert.That(arguments[..32], Is.All.Zero);
            return Convert.FromHexString(Result);
        };

        await _invoker.CallAsync(Contract, Input, ContractCallOptions.Default, CancellationToken.None);
        Assert.That(_node.Connection.Calls[^1].Parameters.GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task TransactionIsTheCallAndItsReceiptHasTheContractsEvents()
    {
        _node.OnSubmit = static (node, extrinsic, teller) =>
        {
            node.Include(extrinsic, 18);
            teller.Tell($"{{\"inBlock\":\"{FakeNode.HashOf(18)}\"}}");
        };
        ContractTransactionOptions options = new() { TransferValue = 7, GasLimit = new Weight(64, 1), StorageDepositLimit = 0 };

        ContractReceipt receipt = await _invoker.SubmitAsync(Contract, Input, _signer, options, CancellationToken.None);

        RuntimeCall call = RuntimeCall.Create(
            _chain.Metadata, "Contracts", "call", ("dest", RuntimeCall.Address(_chain.Metadata, Contract)), ("value", 7),
            ("gas_limit", new Weight(64, 1)), ("storage_deposit_limit", ScaleValue.Some(0)), ("data", Input));
        Assert.That(_node.Submitted.Single().AsSpan().EndsWith(call.Encoded.Span), Is.True);
        Assert.That((receipt.Status, receipt.BlockNumber, receipt.BlockHash), Is.EqualTo((ContractReceiptStatus.Applied, 18u, FakeNode.HashOf(18))));
        Assert.That(receipt.Fee, Is.GreaterThan(UInt128.Zero));
        Assert.That(receipt.Weight.RefTime, Is.GreaterThan(0UL));
        Assert.That(receipt.Events, Is.Not.Empty);
        Assert.That(receipt.Events[0].Topics, Is.Not.Empty);
    }

    [Test]
    public void TransactionWithoutAGasLimitIsRefusedBeforeAnythingIsSent()
    {
        Assert.ThrowsAsync<ArgumentException>(
            async () => await _invoker.SubmitAsync(Contract, Input, _signer, ContractTransactionOptions.Default, CancellationToken.None));
        Assert.That(_node.Submitted, Is.Empty);
    }
}
