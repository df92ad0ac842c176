using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Contracts.Storage;
using PhatSdk.Crypto;
using PhatSdk.Devnet;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Ink;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.EndToEnd.Tests.Contracts;

/// <summary>Fields of contracts, read from the chain's storage as the contracts wrote them, without a call.</summary>
internal sealed class StorageReadTests
{
    private static readonly AccountId Alice = DevKeypairs.Alice.AccountId;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;

    private PhatDevnet _devnet = null!;
    private ChainClient _chain = null!;
    private SubstrateContractDeployer _deployer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _devnet = await PhatDevnet.StartAsync();
        _chain = await ChainClient.ConnectAsync(_devnet.Connect());
        _deployer = new SubstrateContractDeployer(_chain, new ExtrinsicClient(_chain));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _chain.DisposeAsync();
        await _devnet.DisposeAsync();
    }

    [TestCase("psp22/psp22.contract")]
    [TestCase("psp22/ink5/psp22.contract")]
    public async Task TokensSupplyBalancesAndAllowancesAreRead(string file)
    {
        ContractBundle bundle = await ContractBundle.ReadAsync(Fixtures.Contract(file));
        ContractStorage storage = ContractStorage.Of(bundle.Metadata);
        byte[] constructor = Encode(bundle.Metadata, 0x9bae9d5e, bundle.Metadata.Constructors[0].Parameters, [1000, ScaleValue.Some("Token"), ScaleValue.None, 12]);
        ContractDeployOptions options = new() { GasLimit = new Weight(100_000_000_000, 1_000_000), Salt = new byte[] { 1 } };
        AccountId token = (await _deployer.DeployAsync(bundle.Code, constructor, DevKeypairs.Alice, options, CancellationToken.None)).Address;
        Psp22 client = new(new SubstrateContractInvoker(_chain, new ExtrinsicClient(_chain)), token);
        Assert.That((await client.TransferAsync(Bob, 300, default, DevKeypairs.Alice)).Value.IsOk, Is.True);
        Assert.That((await client.ApproveAsync(Bob, 77, DevKeypairs.Alice)).Value.IsOk, Is.True);

        ContractField balances = storage["balances"];
        ContractField allowances = storage["allowances"];
        byte[] root = (await ReadAsync(token, storage["total_supply"].Key))!;

        Assert.That(storage["total_supply"].Decode(root).AsUInt128(), Is.EqualTo((UInt128)1000));
        Assert.That(storage["owner"].Decode(root).AsAccountId(), Is.EqualTo(Alice));
        Assert.That(storage["name"].Decode(root), Is.EqualTo(ScaleValue.Some("Token")));
        Assert.That(storage["symbol"].Decode(root), Is.EqualTo(ScaleValue.None));
        Assert.That(storage["decimals"].Decode(root).AsUInt32(), Is.EqualTo(12));
        Assert.That(balances.Decode((await ReadAsync(token, balances.EntryKey(Alice)))!).AsUInt128(), Is.EqualTo((UInt128)700));
        Assert.That(balances.Decode((await ReadAsync(token, balances.EntryKey(Bob)))!).AsUInt128(), Is.EqualTo((UInt128)300));
        Assert.That(await ReadAsync(token, balances.EntryKey(DevKeypairs.Charlie.AccountId)), Is.Null);
        Assert.That(allowances.Decode((await ReadAsync(token, allowances.EntryKey([.. Alice.Span, .. Bob.Span])))!).AsUInt128(), Is.EqualTo((UInt128)77));
    }

    [Test]
    public async Task ZoosCounterIsReadAsTheContractCounts()
    {
        TypeZoo zoo = (await TypeZoo.DeployNewAsync(_deployer, DevKeypairs.Alice)).Contract;
        ContractField calls = ContractStorage.Of(InkMetadata.Parse(await File.ReadAllTextAsync(Fixtures.Contract("type_zoo/type_zoo.json"))))["calls"];
        Assert.That(calls.Decode((await ReadAsync(zoo.Address, calls.Key))!).AsUInt32(), Is.Zero);

        await zoo.CountAsync(DevKeypairs.Alice);

        Assert.That(calls.Decode((await ReadAsync(zoo.Address, calls.Key))!).AsUInt32(), Is.EqualTo(1));
    }

    private async Task<byte[]?> ReadAsync(AccountId contract, ContractStorageKey key)
    {
        ScaleValue result = await _chain.CallRuntimeAsync("ContractsApi", "get_storage", [contract, key.ToArray()]);
        ScaleValue value = result["Ok"];
        return value == ScaleValue.None ? null : value["Some"].AsBytes();
    }

    private static byte[] Encode(InkMetadata metadata, uint selector, IReadOnlyList<InkParameter> parameters, IReadOnlyList<ScaleValue> arguments)
    {
        ScaleWriter writer = new([]);
        writer.Write(new Selector(selector));
        for (int i = 0; i < parameters.Count; i++)
        {
            DynamicCodec.Encode(ref writer, metadata.Types, parameters[i].TypeId, arguments[i], parameters[i].Label);
        }

        byte[] encoded = writer.ToArray();
        writer.Dispose();
        return encoded;
    }
}
