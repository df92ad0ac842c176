using PhatSdk.Chain;
using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Fees;
using PhatSdk.Primitives;
using PhatSdk.Rpc;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics.Fees;

internal sealed class PaymentReaderTests
{
    private static readonly FakeSigner Signer = new(SignatureScheme.Sr25519, default, new byte[64]);

    private FakeNode _node = null!;
    private ChainClient _chain = null!;
    private ExtrinsicClient _client = null!;

    private static RuntimeCall Remark => RuntimeCall.Create(RecordedMetadata.PhatChain, "System", "remark", ("remark", new byte[] { 1, 2, 3 }));

    [SetUp]
    public async Task Connect()
    {
        _node = new FakeNode(head: 21);
        _chain = await ChainClient.ConnectAsync(_node.Connection);
        _client = new ExtrinsicClient(_chain);
    }

    [TearDown]
    public async Task Disconnect() => await _chain.DisposeAsync();

    [Test]
    public async Task RuntimeIsAskedWithAnExtrinsicThatNobodySigned()
    {
        byte[] asked = [];
        _node.Runtime["TransactionPaymentApi_query_info"] = arguments =>
        {
            asked = arguments;
            return ScaleCodec.Encode(0, static (ref writer, _) =>
            {
                writer.Write(new Weight(70_000, 80));
                writer.WriteByte(1);
                writer.WriteUInt128(123);
            });
        };

        FeeEstimate estimate = await _client.EstimateFeeAsync(Remark, Signer);

        Assert.That(estimate, Is.EqualTo(new FeeEstimate(123, new Weight(70_000, 80), "Operational")));
        Assert.That(NumberOf(asked[^4..]), Is.EqualTo(asked.Length - 4));
        Assert.That(Signer.Signed, Is.Empty);
    }

    [TestCase("""{"weight":{"ref_time":7,"proof_size":8},"class":"normal","partialFee":"123"}""", 7UL, 8UL)]
    [TestCase("""{"weight":{"refTime":7,"proofSize":8},"class":"Normal","partialFee":"123"}""", 7UL, 8UL)]
    [TestCase("""{"weight":7,"class":"normal","partialFee":"123"}""", 7UL, 0UL)]
    public async Task NodeThatCallsNoFunctionsIsAskedInstead(string answer, ulong time, ulong size)
    {
        _node.Connection.Fail("state_call", new RpcResponseException("state_call", -32601, "Method not found")).Answer("payment_queryInfo", answer);

        Assert.That(await _client.EstimateFeeAsync(Remark, Signer), Is.EqualTo(new FeeEstimate(123, new Weight(time, size), "Normal")));
    }

    [TestCase("""{"weight":"7","class":"normal","partialFee":"123"}""")]
    [TestCase("""{"weight":{"ref_time":7},"class":"normal","partialFee":"123"}""")]
    [TestCase("""{"weight":7,"class":"rare","partialFee":"123"}""")]
    [TestCase("""{"weight":7,"class":"normal","partialFee":"-1"}""")]
    [TestCase("""{"weight":7,"class":"normal"}""")]
    public void UnreadableAnswerIsRefused(string answer)
    {
        _node.Connection.Fail("state_call", new RpcResponseException("state_call", -32601, "Method not found")).Answer("payment_queryInfo", answer);

        Assert.ThrowsAsync<RpcFormatException>(async () => await _client.EstimateFeeAsync(Remark, Signer));
    }

    private static int NumberOf(byte[] number) => ScaleCodec.Decode(number, static (ref reader) => (int)reader.ReadUInt32());
}
