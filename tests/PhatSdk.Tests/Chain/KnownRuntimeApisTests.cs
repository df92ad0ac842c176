using PhatSdk.Chain;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Chain;

/// <summary>Calls of runtimes whose metadata tells of no APIs.</summary>
internal sealed class KnownRuntimeApisTests
{
    private FakeNode _node = null!;
    private ChainClient _chain = null!;

    [SetUp]
    public async Task Connect()
    {
        _node = new FakeNode(metadataVersion: 14);
        _node.Version = _node.Version with
        {
            Apis = [.. new[] { "Core", "AccountNonceApi", "ContractsApi" }.Select(name => new RuntimeApiVersion(RuntimeApiVersion.IdOf(name), 1)), new(RuntimeApiVersion.IdOf("TransactionPaymentApi"), 4)],
        };
        _chain = await ChainClient.ConnectAsync(_node.Connection);
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [Test]
    public async Task FunctionsOfEachChainAreCalledByNames()
    {
        _node.Runtime["AccountNonceApi_account_nonce"] = arguments => [arguments[0], 0, 0, 0];
        AccountId account = new([7, .. new byte[31]]);

        Assert.That((await _chain.CallRuntimeAsync("AccountNonceApi", "account_nonce", [account])).AsUInt32(), Is.EqualTo(7));
        Assert.That((await _chain.CallRuntimeAsync("Core", "version", []))["spec_name"].AsText(), Is.EqualTo("phat-chain"));
    }

    /// <summary>What metadata of a later version says of these functions is what the table says: each known function has the parameters and the result of V15.</summary>
    [Test]
    public void TableIsWhatMetadataSays()
    {
        Runtime later = new(_node.Version, RecordedMetadata.PhatChain);
        int compared = 0;
        foreach (RuntimeApiMetadata api in later.Metadata.Apis)
        {
            foreach (RuntimeApiMethodMetadata method in api.Methods)
            {
                if (TryFind(api.Name, method.Name) is not { } known)
                {
                    continue;
                }

                RuntimeFunction described = RuntimeFunction.Find(later, api.Name, method.Name);
                Assert.That(known.Inputs.Count, Is.EqualTo(described.Inputs.Count), known.Name);
                // Bytes of one are read by the other: zeros are a value of all these types.
                byte[] zeros = new byte[400];
                ScaleReader one = new(zeros);
                ScaleReader other = new(zeros);
                ScaleValue value = DynamicCodec.Decode(ref one, known.Types, known.OutputTypeId);
                // Core.version's last field has another name since.
                string told = DynamicCodec.Decode(ref other, described.Types, described.OutputTypeId).ToString();
                Assert.That(told.Replace("system_version", "state_version", StringComparison.Ordinal), Is.EqualTo(value.ToString()), known.Name);
                Assert.That(one.Offset, Is.EqualTo(other.Offset), known.Name);
                compared++;
            }
        }

        Assert.That(compared, Is.GreaterThanOrEqualTo(7));
    }

    [Test]
    public void OldWeightsHaveOneDimension()
    {
        RuntimeVersion old = _node.Version with { Apis = [new RuntimeApiVersion(RuntimeApiVersion.IdOf("TransactionPaymentApi"), 1)] };

        Assert.That(KnownRuntimeApis.Find(old, "TransactionPaymentApi", "query_info").Decode(new byte[8 + 1 + 16])["weight"].AsUInt64(), Is.Zero);
        Assert.That(KnownRuntimeApis.Find(_node.Version, "TransactionPaymentApi", "query_info").Decode(new byte[2 + 1 + 16])["weight.ref_time"].AsUInt64(), Is.Zero);
    }

    [Test]
    public void OtherFunctionsAreNamed()
    {
        Assert.That(
            Assert.ThrowsAsync<MetadataException>(async () => await _chain.CallRuntimeAsync("ContractsApi", "call", []))!.Message, Does.Contain("ContractsApi_call"));
        Assert.That(
            Assert.ThrowsAsync<MetadataException>(async () => await _chain.CallRuntimeAsync("AuraApi", "slot_duration", []))!.Message, Does.Contain("no API \"AuraApi\""));
    }

    private RuntimeFunction? TryFind(string api, string method)
    {
        try
        {
            return KnownRuntimeApis.Find(
                _node.Version with { Apis = [.. _node.Version.Apis.Where(known => known.Id != RuntimeApiVersion.IdOf(api)), new(RuntimeApiVersion.IdOf(api), 4)] }, api, method);
        }
        catch (MetadataException)
        {
            return null;
        }
    }
}
