using PhatSdk.Contracts;
using PhatSdk.Metadata.Types;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Contracts;

public sealed class ContractBundleTests
{
    [TestCase("flipper")]
    [TestCase("psp22")]
    [TestCase("phat_token")]
    public async Task ReadsCodeThatIsTheWasmFile(string name)
    {
        ContractBundle bundle = await ContractBundle.ReadAsync(Fixtures.Contract($"{name}/{name}.contract"));

        Assert.Multiple(() =>
        {
            Assert.That(bundle.Metadata.ContractName, Is.EqualTo(name));
            Assert.That(bundle.Code.Wasm!.Value.ToArray(), Is.EqualTo(File.ReadAllBytes(Fixtures.Contract($"{name}/{name}.wasm"))));
            Assert.That(bundle.Code.Hash.ToString(), Is.EqualTo(bundle.Metadata.SourceHash));
        });
    }

    [Test]
    public void KnowsOnlyTheHashOfABareAbi()
    {
        ContractBundle bundle = ContractBundle.Parse(Text("flipper/flipper.json"));

        Assert.That((bundle.Code.Wasm, bundle.Code.Hash.ToString()), Is.EqualTo(((ReadOnlyMemory<byte>?)null, bundle.Metadata.SourceHash)));
    }

    [Test]
    public void JoinsAbiAndWasm()
    {
        byte[] wasm = File.ReadAllBytes(Fixtures.Contract("flipper/flipper.wasm"));

        Assert.That(ContractBundle.Parse(Text("flipper/flipper.json"), wasm).Code.Wasm!.Value.Length, Is.EqualTo(wasm.Length));
    }

    [Test]
    public void RefusesWasmOfAnotherContractWithBothHashes()
    {
        byte[] wasm = File.ReadAllBytes(Fixtures.Contract("psp22/psp22.wasm"));
        string other = ContractBundle.Parse(Text("psp22/psp22.json")).Code.Hash.ToString();
        string told = ContractBundle.Parse(Text("flipper/flipper.json")).Code.Hash.ToString();

        Assert.That(
            () => ContractBundle.Parse(Text("flipper/flipper.json"), wasm),
            Throws.TypeOf<MetadataException>().With.Message.Contains(told).And.Message.Contains(other));
    }

    [Test]
    public void RefusesADamagedBundle()
    {
        string text = Text("flipper/flipper.contract").Replace("0x0061736d", "0x0161736d", StringComparison.Ordinal);

        Assert.That(() => ContractBundle.Parse(text), Throws.TypeOf<MetadataException>().With.Message.Contains("source.hash says"));
    }

    private static string Text(string file) => File.ReadAllText(Fixtures.Contract(file));
}
