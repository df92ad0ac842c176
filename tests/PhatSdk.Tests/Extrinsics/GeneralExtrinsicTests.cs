using PhatSdk.Crypto;
using PhatSdk.Extrinsics;
using PhatSdk.Extrinsics.Decoding;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using PhatSdk.TestKit;

namespace PhatSdk.Tests.Extrinsics;

/// <summary>Version 5, on a runtime that takes no other: the bytes are written out by hand after <c>sp_runtime</c> and <c>pallet_verify_signature</c>.</summary>
internal sealed class GeneralExtrinsicTests
{
    private static SigningContext Context => new()
    {
        GenesisHash = Hash256.Parse("0x" + new string('1', 64)),
        SpecVersion = 7,
        TransactionVersion = 3,
        Nonce = 5,
        Tip = 9,
    };

    private static RuntimeCall Call => new(new byte[] { 0, 0, 4, 0xaa });

    [Test]
    public async Task SignatureIsInItsExtensionAndOverWhatFollows()
    {
        ExtrinsicEncoder encoder = new(Runtime([5], ["VerifyMultiSignature", "CheckSpecVersion", "CheckGenesis", "CheckMortality", "CheckNonce", "ChargeTransactionPayment"]));
        byte[] extrinsic = await encoder.SignAsync(Call, DevKeypairs.Alice, Context);

        byte[] implied = [2, 0, 0, 4, 0xaa, 0x00, 0x14, 0x24, 7, 0, 0, 0, .. Context.GenesisHash.Span, .. Context.GenesisHash.Span];
        byte[] message = Blake2b.Hash256(implied).ToArray();
        Assert.That(encoder.Version, Is.EqualTo(5));
        Assert.That(encoder.EncodePayload(Call, Context), Is.EqualTo(message));
        byte[] signature = extrinsic[(2 + 2 + 1 + 1)..][..64];
        byte[] body = [0x45, 2, 0, 1, .. signature, .. DevKeypairs.Alice.AccountId.Span, 0x00, 0x14, 0x24, 0, 0, 4, 0xaa];
        Assert.That(extrinsic, Is.EqualTo(ScaleCodec.Encode(body, static (ref writer, bytes) => writer.WriteBytes(bytes))));
        Assert.That(SignatureAlgorithm.Sr25519.Verify(DevKeypairs.Alice.PublicKey.Span, message, signature), Is.True);
    }

    [Test]
    public void ExtensionsBeforeTheSignatureAreNotSigned()
    {
        ExtrinsicEncoder encoder = new(Runtime([5], ["CheckNonce", "VerifyMultiSignature", "CheckSpecVersion"]));

        Assert.That(encoder.EncodePayload(Call, Context), Is.EqualTo(Blake2b.Hash256([2, 0, 0, 4, 0xaa, 7, 0, 0, 0]).ToArray()));
        Assert.That(encoder.EncodeGeneral(Call, Context), Is.EqualTo(new byte[] { 8 << 2, 0x45, 2, 0x14, 1, 0, 0, 4, 0xaa }));
    }

    [Test]
    public void VersionFourIsTakenWhereThereIsAChoice()
    {
        ExtrinsicEncoder encoder = new(Runtime([4, 5], ["VerifyMultiSignature", "CheckNonce"]));

        Assert.That(encoder.Version, Is.EqualTo(4));
        Assert.That(encoder.EncodePayload(Call, Context), Is.EqualTo(new byte[] { 0, 0, 4, 0xaa, 1, 0x14 }));
        Assert.That(encoder.EncodeGeneral(Call, Context)[1], Is.EqualTo(0x45));
    }

    [Test]
    public void RuntimeWithoutASignaturesPlaceTakesGeneralOnesOnly()
    {
        ExtrinsicEncoder encoder = new(Runtime([5], ["CheckNonce"]));

        Assert.That(() => encoder.EncodePayload(Call, Context), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("VerifyMultiSignature"));
        Assert.That(encoder.EncodeGeneral(Call, Context), Is.EqualTo(new byte[] { 7 << 2, 0x45, 2, 0x14, 0, 0, 4, 0xaa }));
    }

    [Test]
    public void RuntimeOfOtherVersionsIsRefused()
    {
        Assert.That(() => new ExtrinsicEncoder(Runtime([6], [])), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("6"));
        Assert.That(() => new ExtrinsicEncoder(RecordedMetadata.PhatChain).EncodeGeneral(Call, Context), Throws.InstanceOf<NotSupportedException>());
        Assert.Throws<UnknownSignedExtensionException>(() => _ = new ExtrinsicEncoder(Runtime([5], ["Mystery"])));
    }

    [Test]
    public void BareOnesDifferInTheVersionOnly()
    {
        Assert.That(ExtrinsicEncoder.EncodeBare(Call, 5), Is.EqualTo(new byte[] { 5 << 2, 5, 0, 0, 4, 0xaa }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExtrinsicEncoder.EncodeBare(Call, 6));
        DecodedExtrinsic decoded = new ExtrinsicDecoder(RecordedMetadata.PhatChain).Decode(ExtrinsicEncoder.EncodeBare(Call, 5));
        Assert.That((decoded.Version, decoded.Kind, decoded.Call.Name), Is.EqualTo(((byte)5, ExtrinsicKind.Bare, "remark")));
    }

    [Test]
    public async Task SignedOneIsReadAgain()
    {
        RuntimeMetadata metadata = Runtime([5], ["VerifyMultiSignature", "CheckMortality", "CheckNonce", "ChargeTransactionPayment"]);
        byte[] extrinsic = await new ExtrinsicEncoder(metadata).SignAsync(Call, DevKeypairs.Alice, Context with { Era = Era.Mortal(64, 70) });

        DecodedExtrinsic decoded = new ExtrinsicDecoder(metadata).Decode(extrinsic);

        Assert.That((decoded.Kind, decoded.Version, decoded.ExtensionVersion), Is.EqualTo((ExtrinsicKind.General, (byte)5, (byte?)2)));
        Assert.That((decoded.Account, decoded.Nonce, decoded.Tip, decoded.Era), Is.EqualTo(((AccountId?)DevKeypairs.Alice.AccountId, (ulong?)5, (UInt128)9, (Era?)Era.Mortal(64, 70))));
        Assert.That(decoded.Signature, Is.InstanceOf<ScaleVariant>().With.Property(nameof(ScaleVariant.Name)).EqualTo("Sr25519"));
        extrinsic[3] = 9;
        Assert.That(() => new ExtrinsicDecoder(metadata).Decode(extrinsic), Throws.InstanceOf<ScaleException>().With.Message.Contains("version 9"));
    }

    // The development chain's pallets, with another list of extensions, and the signature's extension among the types.
    private static RuntimeMetadata Runtime(byte[] versions, string[] extensions)
    {
        RuntimeMetadata chain = RecordedMetadata.PhatChain;
        ExtrinsicMetadata former = chain.Extrinsic;
        int account = chain["System"].StorageEntry("Account").KeyTypeIds[0];
        int verify = chain.Types.Count;
        int mystery = former.SignedExtensions.Single(extension => extension.Identifier == "CheckNonce").ExtraTypeId;
        TypeDefinition signed = new VariantType(
        [
            new TypeVariant("Signed", 0, [new TypeField("signature", former.SignatureTypeId!.Value, null, []), new TypeField("account", account, null, [])], []),
            new TypeVariant("Disabled", 1, [], []),
        ])
        { Id = verify };
        TypeRegistry types = new([.. Enumerable.Range(0, chain.Types.Count).Select(id => chain.Types[id]), signed]);
        SignedExtensionMetadata[] asked =
        [
            .. extensions.Select(name => former.SignedExtensions.FirstOrDefault(extension => extension.Identifier == name)
                ?? new SignedExtensionMetadata(name, name == "VerifyMultiSignature" ? verify : mystery, mystery)),
        ];
        return new RuntimeMetadata(16, types, chain.Pallets, new OuterEnums(chain.CallTypeId, chain.EventTypeId, chain.ErrorTypeId))
        {
            Extrinsic = new ExtrinsicMetadata
            {
                Versions = versions,
                SignedExtensions = asked,
                ExtensionsByVersion = new Dictionary<byte, IReadOnlyList<SignedExtensionMetadata>> { [2] = asked },
                AddressTypeId = former.AddressTypeId,
                CallTypeId = former.CallTypeId,
                SignatureTypeId = former.SignatureTypeId,
            },
        };
    }
}
