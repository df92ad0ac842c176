using System.Globalization;
using Newtonsoft.Json.Linq;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.SourceGenerator.Tests.Clients;
using PhatSdk.TestKit;

namespace PhatSdk.SourceGenerator.Tests.Emission;

/// <summary>A generated client against what polkadot-js encodes and decodes.</summary>
public sealed class Psp22Tests
{
    private static readonly JObject Vector = JObject.Parse(File.ReadAllText(Fixtures.Path("psp22.json")));

    private static readonly FakeSigner Signer = new(SignatureScheme.Sr25519, default, []);

    private static readonly Hash256 Topic = Hash256.Parse(string.Concat(Enumerable.Repeat("07", 32)));

    [Test]
    public async Task EncodesACallAsPolkadotJsDoes()
    {
        EchoInvoker invoker = new() { Answer = Bytes("returns.ok") };
        JToken arguments = Vector["args"]!;
        Result<Unit, Psp22.PSP22Error> returned = (await new Psp22(invoker, default).EstimateTransferAsync(
            AccountId.Parse((string)arguments["to"]!), UInt128.Parse((string)arguments["value"]!, CultureInfo.InvariantCulture), Hex.Parse((string)arguments["data"]!))).Value;

        Assert.That(Hex.Format(invoker.Input), Is.EqualTo((string)Vector["callData"]!));
        Assert.That(returned.IsOk, Is.True);
    }

    [Test]
    public async Task DecodesTheContractsErrors()
    {
        Assert.That(await Burn("returns.errInsufficientBalance"), Is.EqualTo(Result<Unit, Psp22.PSP22Error>.Err(new Psp22.PSP22Error.InsufficientBalance())));
        Assert.That((await Burn("returns.errCustom")).Error, Is.EqualTo(new Psp22.PSP22Error.Custom("PSP22: paused by minter!")));
        Assert.That(async () => await Burn("returns.langError"), Throws.TypeOf<LangErrorException>());

        static async Task<Result<Unit, Psp22.PSP22Error>> Burn(string path) =>
            (await new Psp22(new EchoInvoker { Answer = Bytes(path), IsReverted = true }, default).EstimateBurnAsync(1)).Value;
    }

    [Test]
    public void DecodesAnEventOfInkFiveByItsTopic()
    {
        byte[] data = Bytes("event.data");
        ContractEmitted emitted = new(default, [Psp22InkFive.Events.Transfer.SignatureTopic, Topic, Topic], data);

        Assert.Multiple(() =>
        {
            Assert.That(Psp22InkFive.Events.Transfer.TryDecode(emitted, out Psp22InkFive.Events.Transfer? transfer), Is.True);
            Assert.That(transfer!.From.ToString(), Is.EqualTo((string)Vector["event"]!["from"]!));
            Assert.That(transfer.To.ToString(), Is.EqualTo((string)Vector["event"]!["to"]!));
            Assert.That(transfer.Value.ToString(CultureInfo.InvariantCulture), Is.EqualTo((string)Vector["event"]!["value"]!));
            Assert.That(Psp22InkFive.Events.Approval.TryDecode(emitted, out _), Is.False);
            Assert.That(Psp22InkFive.Events.Transfer.TryDecode(emitted with { Topics = [] }, out _), Is.False);
        });
    }

    [Test]
    public void DecodesAnEventOfInkFourByItsIndexAndTopic()
    {
        byte[] data = [0, .. Bytes("event.data")];
        Hash256 signature = Hash256.Parse("00546f6b656e3a3a5472616e7366657200000000000000000000000000000000");
        ContractEmitted emitted = new(default, [signature, Topic, Topic], data);

        Assert.Multiple(() =>
        {
            Assert.That(Psp22.Events.Transfer.SignatureTopic, Is.EqualTo(signature));
            Assert.That(Psp22.Events.Transfer.TryDecode(emitted, out Psp22.Events.Transfer? transfer), Is.True);
            Assert.That(transfer!.To.ToString(), Is.EqualTo((string)Vector["event"]!["to"]!));
            Assert.That(Psp22.Events.Approval.TryDecode(emitted, out _), Is.False, "another index");
            Assert.That(Psp22.Events.Transfer.TryDecode(emitted with { Topics = [Topic, Topic, Topic] }, out _), Is.False, "another contract's event of the same index");
            Assert.That(Psp22.Events.Transfer.TryDecode(emitted with { Topics = [Topic, Topic] }, out _), Is.True, "an anonymous event has no signature");
            Assert.That(Psp22.Events.Transfer.TryDecode(emitted with { Data = default }, out _), Is.False);
            Assert.That(() => Psp22.Events.Transfer.TryDecode(emitted with { Data = data.AsMemory(0, 5) }, out _), Throws.TypeOf<ScaleException>());
        });
    }

    [Test]
    public async Task DeploysAndIgnoresTheByteBehindTheReturnValue()
    {
        EchoDeployer deployer = new([0, 0]);
        ContractDeployment<Psp22> deployment = await Psp22.DeployNewAsync(deployer, 1000, "Token", null, 12, Signer);

        Assert.Multiple(() =>
        {
            Assert.That(Hex.Format(deployer.Deployed), Is.EqualTo("0x9bae9d5e" + "e8030000000000000000000000000000" + "0114546f6b656e" + "00" + "0c"));
            Assert.That(deployer.Options!.GasLimit, Is.EqualTo(new Weight(1100, 110)));
            Assert.That(deployer.Options.Salt!.Value.Length, Is.EqualTo(8));
            Assert.That(deployment.Contract, Is.Not.Null);
        });
    }

    [Test]
    public async Task AConstructorsErrorIsDataAndNothingIsDeployed()
    {
        EchoDeployer deployer = new([0, 1, 0, 0x0c, (byte)'b', (byte)'a', (byte)'d'], isReverted: true);
        Result<ContractDeployment<Psp22>, Psp22.PSP22Error> result = await Psp22.DeployTryNewAsync(deployer, 0, null, Signer);

        Assert.That((result.Error, deployer.Deployed), Is.EqualTo((new Psp22.PSP22Error.Custom("bad"), (byte[]?)null)));
    }

    [Test]
    public async Task AConstructorThatMayFailDeploysWhereItDoesNot()
    {
        EchoDeployer deployer = new([0, 0]);

        Assert.That((await Psp22.DeployTryNewAsync(deployer, 1, null, Signer)).IsOk, Is.True);
        Assert.That(deployer.Deployed, Is.Not.Null);
    }

    [Test]
    public void AConstructorThatRevertsIsAnException()
    {
        Assert.That(async () => await Psp22.DeployNewAsync(new EchoDeployer([0, 0], isReverted: true), 1, null, null, 0, Signer), Throws.TypeOf<ContractRevertedException>());
        Assert.That(async () => await Psp22.DeployNewAsync(new EchoDeployer([1, 1], isReverted: true), 1, null, null, 0, Signer), Throws.TypeOf<LangErrorException>());
    }

    [Test]
    public void CarriesItsCode()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Psp22.Code.Wasm!.Value.ToArray(), Is.EqualTo(File.ReadAllBytes(Fixtures.Contract("psp22/psp22.wasm"))));
            Assert.That(Psp22.Code.Hash, Is.EqualTo(ContractBundle.Parse(File.ReadAllText(Fixtures.Contract("psp22/psp22.contract"))).Code.Hash));
            Assert.That(Psp22InkFive.Code.Wasm, Is.Null);
        });
    }

    [Test]
    public void MessagesOfTraitsLoseTheTraitsName() => Assert.That(Psp22.Messages.BalanceOf.Label, Is.EqualTo("PSP22::balance_of"));

    private static byte[] Bytes(string path) => Hex.Parse((string)Vector.SelectToken(path)!);
}
