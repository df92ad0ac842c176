using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Decoding;

/// <summary>Reads extrinsics of versions 4 and 5 by the metadata of the runtime that they are made for. May be used by several threads at once.</summary>
/// <remarks>Follows <c>sp_runtime::generic::UncheckedExtrinsic</c>. What is read is not checked any further: neither signature nor nonce nor age.</remarks>
public sealed class ExtrinsicDecoder
{
    private const byte OldestVersion = 4;
    private const byte NewestVersion = 5;
    private const byte VersionMask = 0x3f;
    private const int KindShift = 6;

    private readonly RuntimeMetadata _metadata;

    /// <summary>Creates a decoder.</summary>
    /// <param name="metadata">The runtime's metadata. For an extrinsic of a block, that of the runtime that made the block.</param>
    public ExtrinsicDecoder(RuntimeMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        _metadata = metadata;
    }

    /// <summary>Reads an extrinsic.</summary>
    /// <param name="extrinsic">The extrinsic with its length before it, and nothing after it.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="ScaleException">The bytes are no extrinsic of the runtime; the message says what is wrong, and where.</exception>
    /// <exception cref="MetadataException">The runtime has no such pallet, or its metadata does not describe extrinsics.</exception>
    public DecodedExtrinsic Decode(ReadOnlySpan<byte> extrinsic)
    {
        ScaleReader reader = new(extrinsic);
        if (extrinsic.IsEmpty)
        {
            throw new ScaleException("no bytes at all are no extrinsic", 0);
        }

        ulong length = reader.ReadCompactUInt32();
        if (length != (uint)reader.Remaining)
        {
            throw new ScaleException($"the extrinsic's length says {length} bytes, and {reader.Remaining} come after it", 0);
        }

        int offset = reader.Offset;
        byte first = reader.ReadByte();
        byte version = (byte)(first & VersionMask);
        ExtrinsicKind kind = KindOf(version, first >> KindShift, offset);
        DecodedExtrinsic decoded = kind switch
        {
            ExtrinsicKind.Signed => ReadSigned(ref reader),
            ExtrinsicKind.General => ReadGeneral(ref reader),
            _ => Read(ref reader, []),
        };
        reader.ThrowIfNotAtEnd();
        return decoded with { Hash = Blake2b.Hash256(extrinsic), Version = version, Kind = kind };
    }

    /// <summary>Reads a call.</summary>
    /// <param name="call">The pallet's index, the call's index, the arguments, and nothing after them.</param>
    /// <returns>The call.</returns>
    /// <exception cref="ScaleException">The bytes are no call of the runtime.</exception>
    /// <exception cref="MetadataException">The runtime has no such pallet, or that has no calls.</exception>
    public DecodedCall DecodeCall(ReadOnlySpan<byte> call)
    {
        ScaleReader reader = new(call);
        DecodedCall decoded = ReadCall(ref reader);
        reader.ThrowIfNotAtEnd();
        return decoded;
    }

    private static ExtrinsicKind KindOf(byte version, int kind, int offset)
    {
        if (version is < OldestVersion or > NewestVersion)
        {
            throw new ScaleException($"extrinsics of version {version} are not known; 4 and 5 are", offset);
        }

        return (version, kind) switch
        {
            (_, (int)ExtrinsicKind.Bare) => ExtrinsicKind.Bare,
            (OldestVersion, (int)ExtrinsicKind.Signed) => ExtrinsicKind.Signed,
            (NewestVersion, (int)ExtrinsicKind.General) => ExtrinsicKind.General,
            _ => throw new ScaleException($"an extrinsic of version {version} cannot be of kind {kind} (0 bare, 1 general, 2 signed)", offset),
        };
    }

    private DecodedExtrinsic ReadSigned(ref ScaleReader reader)
    {
        ScaleValue signer = DynamicCodec.Decode(ref reader, _metadata.Types, TypeOf(_metadata.Extrinsic.AddressTypeId, "signers"));
        ScaleValue signature = DynamicCodec.Decode(ref reader, _metadata.Types, TypeOf(_metadata.Extrinsic.SignatureTypeId, "signatures"));
        DecodedExtrinsic decoded = Read(ref reader, _metadata.Extrinsic.SignedExtensions);
        return decoded with { Signer = signer, Account = AccountOf(signer), Signature = signature };
    }

    private DecodedExtrinsic ReadGeneral(ref ScaleReader reader)
    {
        int offset = reader.Offset;
        byte version = reader.ReadByte();
        if (!_metadata.Extrinsic.ExtensionsByVersion.TryGetValue(version, out IReadOnlyList<SignedExtensionMetadata>? extensions))
        {
            throw new ScaleException($"the runtime has no extensions of version {version}", offset);
        }

        DecodedExtrinsic decoded = Read(ref reader, extensions) with { ExtensionVersion = version };
        ScaleValue? proof = decoded.Extensions.FirstOrDefault(static extension => extension.Identifier == VerifyMultiSignature.Name)?.Value;
        return proof is ScaleVariant signed && signed.Fields.TryGet("account", out ScaleValue? account) && signed.Fields.TryGet("signature", out ScaleValue? signature)
            ? decoded with { Signer = account, Account = AccountOf(account), Signature = signature }
            : decoded;
    }

    private DecodedExtrinsic Read(ref ScaleReader reader, IReadOnlyList<SignedExtensionMetadata> described)
    {
        DecodedExtension[] extensions = new DecodedExtension[described.Count];
        for (int i = 0; i < extensions.Length; i++)
        {
            ReadOnlySpan<byte> rest = reader.RemainingSpan;
            ScaleValue value = DynamicCodec.Decode(ref reader, _metadata.Types, described[i].ExtraTypeId);
            extensions[i] = new DecodedExtension(described[i].Identifier, value, rest[..(rest.Length - reader.Remaining)].ToArray());
        }

        return new DecodedExtrinsic
        {
            Hash = default,
            Version = 0,
            Kind = default,
            Extensions = extensions,
            Era = Find(extensions, "CheckMortality") is { } mortality ? ScaleCodec.Decode<Era>(mortality.Encoded.Span) : null,
            Nonce = Find(extensions, "CheckNonce")?.Value is ScaleInteger nonce ? nonce.AsUInt64() : null,
            Tip = TipOf(extensions),
            Call = ReadCall(ref reader),
        };
    }

    private DecodedCall ReadCall(ref ScaleReader reader)
    {
        ReadOnlySpan<byte> rest = reader.RemainingSpan;
        PalletMetadata pallet = _metadata.PalletAt(reader.ReadByte());
        int type = pallet.CallTypeId ?? throw new MetadataException($"pallet {pallet.Name} has no calls");
        ScaleVariant call = DynamicCodec.Decode(ref reader, _metadata.Types, type) as ScaleVariant
            ?? throw new MetadataException($"the calls of pallet {pallet.Name} are of type {type}, which is no enum");
        return new DecodedCall(pallet.Name, call.Name, call.Fields, rest[..(rest.Length - reader.Remaining)].ToArray());
    }

    private static UInt128 TipOf(DecodedExtension[] extensions)
    {
        ScaleValue? payment = (Find(extensions, "ChargeTransactionPayment") ?? Find(extensions, "ChargeAssetTxPayment"))?.Value;
        return payment switch
        {
            ScaleInteger tip => tip.AsUInt128(),
            ScaleFields fields when fields.TryGet("tip", out ScaleValue? tip) => tip.AsUInt128(),
            _ => 0,
        };
    }

    private static AccountId? AccountOf(ScaleValue signer)
    {
        ScaleValue named = signer is ScaleVariant { Name: "Id" or "Address32" } address ? address.Content : signer;
        return named is ScaleBytes { Memory.Length: AccountId.Size } ? named.AsAccountId() : null;
    }

    private static DecodedExtension? Find(DecodedExtension[] extensions, string identifier) =>
        Array.Find(extensions, extension => extension.Identifier == identifier);

    private static int TypeOf(int? typeId, string what) => typeId ?? throw new MetadataException($"the metadata does not tell the type of {what}");
}
