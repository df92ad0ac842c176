using PhatSdk.Chain;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Contracts;

internal sealed class SubstrateContractDeployerTests
{
    private const uint BlockOfADeployment = 6;

    private static readonly byte[] Input = [0x9b, 0xae, 0x9d, 0x5e];
    private static readonly byte[] Wasm = [0, 0x61, 0x73, 0x6d];
    private static readonly ContractCode Code = new(new CodeHash(Blake2b.Hash256(Wasm).Span), Wasm);

    private static readonly ContractDeployOptions Options = new() { Salt = new byte[] { 1 }, GasLimit = new Weight(1, 1) };

    private FakeNode _node = null!;
    private ChainClient _chain = null!;
    private SubstrateContractDeployer _deployer = null!;
    private EventRecord _instantiated = null!;
    private FakeSigner _signer = null!;

    [SetUp]
    public async Task Connect()
    {
        _node = new FakeNode(head: 21);
        _node.OnSubmit = static (node, extrinsic, teller) =>
        {
            node.Include(extrinsic, BlockOfADeployment);
            teller.Tell($"{{\"inBlock\":\"{FakeNode.HashOf(BlockOfADeployment)}\"}}");
        };
        _chain = await ChainClient.ConnectAsync(_node.Connection);
        _deployer = new SubstrateContractDeployer(_chain);
        _instantiated = (await _chain.GetEventsAsync(FakeNode.HashOf(BlockOfADeployment)))
            .First(record => record.Is("Contracts", "Instantiated") && record.ExtrinsicIndex == 1);
        _signer = new FakeSigner(SignatureScheme.Ed25519, _instantiated.Fields["deployer"].AsAccountId(), new byte[64]);
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [Test]
    public async Task CodeThatTheChainDoesNotHaveGoesAlong()
    {
        ContractDeployment deployment = await _deployer.DeployAsync(Code, Input, _signer, Options, CancellationToken.None);

        Assert.That(deployment.Address, Is.EqualTo(_instantiated.Fields["contract"].AsAccountId()));
        Assert.That(deployment.Receipt.BlockNumber, Is.EqualTo(BlockOfADeployment));
        Assert.That(SubmittedCall("instantiate_with_code").EndsWith((byte[])[16, .. Wasm, 16, .. Input, 4, 1]), Is.True);
    }

    [Test]
    public async Task CodeThatTheChainHasIsNamed()
    {
        CodeHash stored = StoredCode();

        await _deployer.DeployAsync(new ContractCode(stored), Input, _signer, Options, CancellationToken.None);

        Assert.That(SubmittedCall("instantiate").EndsWith((byte[])[.. stored.ToArray(), 16, .. Input, 4, 1]), Is.True);
    }

    [Test]
    public async Task EstimateBringsTheCodeToo()
    {
        byte[] asked = [];
        string result = "02093d00411f02093d00411f" + "0105000000000000000000000000000000" + "00" + "00" + "00000000" + "080000" + new string('c', 64) + "00";
        _node.Runtime["ContractsApi_instantiate"] = arguments =>
        {
            asked = arguments;
            return Convert.FromHexString(result);
        };

        ContractOutput output = await _deployer.EstimateAsync(Code, Input, _signer.AccountId, Options, CancellationToken.None);

        Assert.That(output.StorageDeposit, Is.EqualTo((Int128)5));
        Assert.That(output.Contract, Is.EqualTo(AccountId.Parse(new string('c', 64))));
        Assert.That(
            asked, Is.EqualTo(ContractsApi.EncodeInstantiate(_signer.AccountId, new ContractLimits(0, new Weight(1, 1), null), Code.Hash, Wasm, Input, [1])));
    }

    [Test]
    public void WasmOfAnotherHashIsRefusedBeforeAnythingIsAsked()
    {
        ContractCode wrong = new(new CodeHash(new byte[32]), Wasm);
        int before = _node.Connection.Calls.Count;

        Assert.ThrowsAsync<ArgumentException>(async () => await _deployer.DeployAsync(wrong, Input, _signer, Options, CancellationToken.None));
        Assert.ThrowsAsync<ArgumentException>(async () => await _deployer.EstimateAsync(wrong, Input, default, Options, CancellationToken.None));
        Assert.ThrowsAsync<ArgumentException>(async () => await _deployer.UploadCodeAsync(wrong, _signer));
        Assert.That(_node.Connection.Calls, Has.Count.EqualTo(before));
    }

    [Test]
    public void MissingSaltLimitAndWasmAreNamed()
    {
        Assert.That(
            async () => await _deployer.DeployAsync(Code, Input, _signer, Options with { Salt = null }, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("salt"));
        Assert.That(
            async () => await _deployer.DeployAsync(Code, Input, _signer, Options with { GasLimit = null }, CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("gas"));
        Assert.That(
            async () => await _deployer.UploadCodeAsync(new ContractCode(Code.Hash), _signer), Throws.ArgumentException.With.Message.Contains("wasm"));
    }

    [Test]
    public void DeploymentWithoutItsEventIsRefused()
    {
        FakeSigner other = new(SignatureScheme.Ed25519, default, new byte[64]);

        Assert.ThrowsAsync<MetadataException>(async () => await _deployer.DeployAsync(Code, Input, other, Options, CancellationToken.None));
    }

    [Test]
    public void DerivedAddressIsThatOfTheRecordedDeployment()
    {
        byte[] extrinsic = RecordedBlocks.At(BlockOfADeployment).Extrinsics[1];
        AccountId deployer = _instantiated.Fields["deployer"].AsAccountId();
        AccountId contract = _instantiated.Fields["contract"].AsAccountId();
        bool found = false;
        foreach (CodeHash code in CodeHashes())
        {
            // The constructor's input and the salt are the extrinsic's last two vectors; both are short.
            for (int salt = 0; salt < 64 && !found; salt++)
            {
                for (int input = 4; input < 60 && !found; input++)
                {
                    int start = extrinsic.Length - salt - 1 - input;
                    found = extrinsic[^(salt + 1)] == salt * 4 && start > 0 && extrinsic[start - 1] == input * 4
                        && ContractAddress.Derive(deployer, code, extrinsic.AsSpan(start, input), extrinsic.AsSpan(extrinsic.Length - salt)) == contract;
                }
            }
        }

        Assert.That(found, Is.True);
    }

    private ReadOnlySpan<byte> SubmittedCall(string name)
    {
        byte[] extrinsic = _node.Submitted.Single();
        PalletMetadata pallet = _chain.Metadata["Contracts"];
        int start = extrinsic.AsSpan().IndexOf([pallet.Index, pallet.Call(name).Index]);
        Assert.That(start, Is.GreaterThan(0));
        return extrinsic.AsSpan(start);
    }

    private CodeHash StoredCode() => CodeHashes().First();

    private IEnumerable<CodeHash> CodeHashes()
    {
        string prefix = StorageKey.Create(_chain.Metadata, "Contracts", "CodeInfoOf").ToString();
        return RecordedBlocks.At(21).State.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => CodeHash.Parse(key[prefix.Length..]));
    }
}
