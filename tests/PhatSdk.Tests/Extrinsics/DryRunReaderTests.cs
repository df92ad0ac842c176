using PhatSdk.Chain;
using PhatSdk.Extrinsics;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

/// <summary>Runtimes with either form of <c>dry_run_call</c>, by their recorded metadata.</summary>
internal sealed class DryRunReaderTests
{
    private static readonly AccountId Origin = AccountId.Parse(string.Concat(Enumerable.Repeat("c0", 32)));

    [TestCase("polkadot_v15.scale")]
    [TestCase("westend-1015000.v15.scale")]
    [TestCase("moonbase-4300.v16.scale")]
    public void CallIsTriedAsTheRuntimeTakesIt(string file)
    {
        Runtime runtime = RuntimeOf(RecordedMetadata.Of(file));
        RuntimeApiMethodMetadata method = runtime.Metadata.Api("DryRunApi").Method("dry_run_call");
        ScaleValue account = file.StartsWith("moonbase", StringComparison.Ordinal) ? Origin.Span[..20].ToArray() : Origin;
        ScaleValue[] arguments =
        [
            ScaleValue.Variant("system", ScaleValue.Variant("Signed", account)),
            ScaleValue.Variant("System", ScaleValue.Variant("remark", ScaleValue.Fields(("remark", new byte[] { 1 })))),
            4,
        ];
        RuntimeCall call = RuntimeCall.Create(runtime.Metadata, "System", "remark", ("remark", new byte[] { 1 }));
        byte[] expected =
        [
            .. method.Inputs.SelectMany((input, index) => DynamicCodec.Encode(runtime.Metadata.Types, input.TypeId, arguments[index])),
        ];

        Assert.That(new DryRunReader(runtime).Encode(call, Origin), Is.EqualTo(expected));
    }

    [TestCase("polkadot_v15.scale")]
    [TestCase("westend-1015000.v15.scale")]
    [TestCase("moonbase-4300.v16.scale")]
    public void AnswerTellsOutcomeWeightAndEvents(string file)
    {
        Runtime runtime = RuntimeOf(RecordedMetadata.Of(file));
        DryRunReader reader = new(runtime);
        ScaleValue info = ScaleValue.Fields(("actual_weight", ScaleValue.Some(new Weight(7, 8))), ("pays_fee", ScaleValue.Variant("Yes")));

        DryRun good = reader.Decode(Answer(runtime, ScaleValue.Variant("Ok", info)));
        DryRun bad = reader.Decode(Answer(runtime, ScaleValue.Variant("Err", ScaleValue.Fields(("post_info", info), ("error", ScaleValue.Variant("BadOrigin"))))));

        Assert.That((good.Error, good.Weight), Is.EqualTo(((DispatchError?)null, (Weight?)new Weight(7, 8))));
        Assert.That(good.Events.Single().ToString(), Does.Contain("CodeUpdated"));
        Assert.That((bad.Error!.Name, bad.Weight), Is.EqualTo(("BadOrigin", (Weight?)new Weight(7, 8))));
    }

    [Test]
    public void RuntimeThatCannotTryCallsIsNamed() => Assert.That(
        () => new DryRunReader(RuntimeOf(RecordedMetadata.PhatChain)), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("DryRunApi"));

    private static byte[] Answer(Runtime runtime, ScaleValue outcome) => DynamicCodec.Encode(
        runtime.Metadata.Types,
        runtime.Metadata.Api("DryRunApi").Method("dry_run_call").OutputTypeId,
        ScaleValue.Variant("Ok", ScaleValue.Fields(
            ("execution_result", outcome),
            ("emitted_events", ScaleValue.Sequence(ScaleValue.Variant("System", ScaleValue.Variant("CodeUpdated")))),
            ("local_xcm", ScaleValue.None),
            ("forwarded_xcms", ScaleValue.Sequence()))));

    private static Runtime RuntimeOf(RuntimeMetadata metadata) => new(
        new RuntimeVersion
        {
            SpecName = "test",
            ImplName = "test",
            AuthoringVersion = 1,
            SpecVersion = 1,
            ImplVersion = 1,
            TransactionVersion = 1,
            StateVersion = 1,
            Apis = [],
        },
        metadata);
}
