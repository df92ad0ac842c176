using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Calls;
using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

/// <summary>A wrapper is what the same call, written by names and values, is.</summary>
internal sealed class RuntimeCallWrappersTests
{
    private static readonly AccountId Alice = DevKeypairs.Alice.AccountId;
    private static readonly AccountId Bob = DevKeypairs.Bob.AccountId;
    private static readonly AccountId Charlie = DevKeypairs.Charlie.AccountId;

    private static readonly ScaleValue InnerValue = ScaleValue.Variant("System", ScaleValue.Variant("remark", ScaleValue.Fields(("remark", new byte[] { 1, 2 }))));

    [TestCase(BatchMode.AllOrNothing, "batch_all")]
    [TestCase(BatchMode.UntilFailure, "batch")]
    [TestCase(BatchMode.Every, "force_batch")]
    public void BatchHoldsItsCalls(BatchMode mode, string name)
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        RuntimeCall batch = RuntimeCall.Batch(metadata, [Inner(metadata), Inner(metadata)], mode);

        Assert.That(batch.Encoded.ToArray(), Is.EqualTo(RuntimeCall.Create(metadata, "Utility", name, ("calls", ScaleValue.Sequence(InnerValue, InnerValue))).Encoded.ToArray()));
        Assert.That(batch.Name, Is.EqualTo($"Utility.{name}"));
    }

    [Test]
    public void RootsCallsHoldTheirCall()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;

        Assert.That(
            RuntimeCall.Sudo(metadata, Inner(metadata)).Encoded.ToArray(),
            Is.EqualTo(RuntimeCall.Create(metadata, "Sudo", "sudo", ("call", InnerValue)).Encoded.ToArray()));
        Assert.That(
            RuntimeCall.SudoAs(metadata, Bob, Inner(metadata)).Encoded.ToArray(),
            Is.EqualTo(RuntimeCall.Create(metadata, "Sudo", "sudo_as", ("who", RuntimeCall.Address(metadata, Bob)), ("call", InnerValue)).Encoded.ToArray()));
    }

    [TestCase("polkadot_v15.scale")]
    [TestCase("kusama_v14.scale")]
    [TestCase("substrate_v16.scale")]
    [TestCase("khala_v14.scale")]
    public void ProxysCallHoldsItsCall(string file)
    {
        RuntimeMetadata metadata = RecordedMetadata.Of(file);

        foreach (string? kind in new[] { null, "Any" })
        {
            ScaleValue forced = kind is null ? ScaleValue.None : ScaleValue.Some(ScaleValue.Variant(kind));
            Assert.That(
                RuntimeCall.Proxy(metadata, Bob, Inner(metadata), kind).Encoded.ToArray(),
                Is.EqualTo(RuntimeCall.Create(
                    metadata, "Proxy", "proxy", ("real", RuntimeCall.Address(metadata, Bob)), ("force_proxy_type", forced), ("call", InnerValue)).Encoded.ToArray()));
        }

        Assert.That(() => RuntimeCall.Proxy(metadata, Bob, Inner(metadata), "Nobody"), Throws.ArgumentException.With.Message.Contains("force_proxy_type"));
    }

    [TestCase("polkadot_v15.scale")]
    [TestCase("kusama_v14.scale")]
    [TestCase("substrate_v16.scale")]
    [TestCase("khala_v14.scale")]
    public void MultisigsCallsHoldTheirCall(string file)
    {
        RuntimeMetadata metadata = RecordedMetadata.Of(file);
        MultisigAccount multisig = new(2, Alice, Bob, Charlie);
        Weight weight = new(5, 6);
        ScaleValue others = ScaleValue.Sequence([.. multisig.OthersThan(Bob).Select(other => (ScaleValue)other)]);
        ScaleValue point = ScaleValue.Fields(("height", 9), ("index", 1));
        MultisigTimepoint timepoint = new(9, 1);

        Assert.That(
            RuntimeCall.AsMulti(metadata, multisig, Bob, Inner(metadata), weight, timepoint).Encoded.ToArray(),
            Is.EqualTo(RuntimeCall.Create(
                metadata,
                "Multisig",
                "as_multi",
                ("threshold", 2),
                ("other_signatories", others),
                ("maybe_timepoint", ScaleValue.Some(point)),
                ("call", InnerValue),
                ("max_weight", weight)).Encoded.ToArray()));
        Assert.That(
            RuntimeCall.ApproveAsMulti(metadata, multisig, Bob, Inner(metadata).Hash, weight).Encoded.ToArray(),
            Is.EqualTo(RuntimeCall.Create(
                metadata,
                "Multisig",
                "approve_as_multi",
                ("threshold", 2),
                ("other_signatories", others),
                ("maybe_timepoint", ScaleValue.None),
                ("call_hash", Blake2b.Hash256(Inner(metadata).Encoded.Span)),
                ("max_weight", weight)).Encoded.ToArray()));
        Assert.That(
            RuntimeCall.CancelAsMulti(metadata, multisig, Bob, timepoint, Inner(metadata).Hash).Name, Is.EqualTo("Multisig.cancel_as_multi"));
        Assert.That(
            RuntimeCall.AsMulti(metadata, new MultisigAccount(1, Alice, Bob, Charlie), Bob, Inner(metadata), weight).Encoded.ToArray(),
            Is.EqualTo(RuntimeCall.Create(metadata, "Multisig", "as_multi_threshold_1", ("other_signatories", others), ("call", InnerValue)).Encoded.ToArray()));
    }

    [Test]
    public void CallFromAValueIsTheCallByNames()
    {
        RuntimeMetadata metadata = RecordedMetadata.PhatChain;
        DecodedCall decoded = new ExtrinsicDecoder(metadata).DecodeCall(Inner(metadata).Encoded.Span);

        RuntimeCall call = RuntimeCall.Create(metadata, ScaleValue.Variant(decoded.Pallet, ScaleValue.Variant(decoded.Name, decoded.Arguments)));

        Assert.That(call.Encoded.ToArray(), Is.EqualTo(Inner(metadata).Encoded.ToArray()));
        Assert.That(call.Name, Is.EqualTo("System.remark"));
        Assert.That(() => RuntimeCall.Create(metadata, ScaleValue.Variant("System")), Throws.ArgumentException);
        Assert.That(() => RuntimeCall.Create(metadata, ScaleValue.Variant("System", ScaleValue.Variant("give"))), Throws.InstanceOf<MetadataException>());
    }

    [Test]
    public void ChainWithoutThePalletSaysSo() => Assert.That(
        () => RuntimeCall.Proxy(RecordedMetadata.PhatChain, Bob, Inner(RecordedMetadata.PhatChain)),
        Throws.InstanceOf<MetadataException>().With.Message.Contains("Proxy"));

    private static RuntimeCall Inner(RuntimeMetadata metadata) => RuntimeCall.Create(metadata, "System", "remark", ("remark", new byte[] { 1, 2 }));
}
