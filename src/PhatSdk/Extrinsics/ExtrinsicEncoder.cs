using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

/// <summary>Writes and signs extrinsics for one runtime, without a node. May be used by several threads at once.</summary>
/// <remarks>
/// A signed extrinsic is of version 4 where the runtime takes that, as nearly all do; else of version 5, where the extension <c>VerifyMultiSignature</c>
/// carries the signature. Follows <c>sp_runtime::generic::UncheckedExtrinsic</c> and <c>pallet_verify_signature</c> of polkadot-sdk.
/// </remarks>
public sealed partial class ExtrinsicEncoder
{
    private const byte LegacyVersion = 4;
    private const byte GeneralVersion = 5;
    private const byte SignedBit = 0x80;
    private const int LongestUnhashedPayload = 256;
    private const int StackSize = 512;

    private readonly ISignedExtension[] _extensions;
    private readonly SignerFormat _signerFormat;
    private readonly Lazy<GeneralPipeline>? _general;

    /// <summary>Creates an encoder.</summary>
    /// <param name="metadata">The runtime's metadata: it says which extensions an extrinsic has, in which order, and how a signer is named.</param>
    /// <param name="extensions">The extensions that can be written; null for <see cref="SignedExtensions.Default"/>.</param>
    /// <exception cref="UnknownSignedExtensionException">The runtime asks for an extension with content that is not among them.</exception>
    /// <exception cref="NotSupportedException">The runtime takes extrinsics neither of version 4 nor of version 5.</exception>
    public ExtrinsicEncoder(RuntimeMetadata metadata, SignedExtensions? extensions = null)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        SignedExtensions known = extensions ?? SignedExtensions.Default;
        bool takesGeneral = metadata.Extrinsic.Versions.Contains(GeneralVersion);
        bool takesLegacy = metadata.Extrinsic.Versions.Contains(LegacyVersion);
        if (!takesLegacy && !takesGeneral)
        {
            throw new NotSupportedException(
                $"the runtime takes extrinsics of version {string.Join(", ", metadata.Extrinsic.Versions)}, neither of {LegacyVersion} nor of {GeneralVersion}");
        }

        Version = takesLegacy ? LegacyVersion : GeneralVersion;
        _extensions = takesLegacy ? known.InOrderOf(metadata) : [];
        _general = takesGeneral ? new Lazy<GeneralPipeline>(() => GeneralPipeline.Choose(metadata, known)) : null;
        _signerFormat = SignerFormat.Of(metadata);
        if (!takesLegacy)
        {
            // An extension that cannot be written is told here, not with the first extrinsic.
            _ = _general!.Value;
        }
    }

    /// <summary>The version of the extrinsics that <see cref="SignAsync"/> makes: 4 or 5.</summary>
    public byte Version { get; }

    /// <summary>Writes an extrinsic without a signature and without extensions, as inherents and a few calls are.</summary>
    /// <param name="call">The call.</param>
    /// <param name="version">The version of the format: 4, or 5 where the runtime takes that. They differ in that number only.</param>
    /// <returns>The extrinsic with its length before it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public static byte[] EncodeBare(RuntimeCall call, byte version = LegacyVersion)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, LegacyVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, GeneralVersion);
        ScaleWriter body = new(stackalloc byte[StackSize]);
        try
        {
            body.WriteByte(version);
            body.WriteRaw(call.Encoded.Span);
            return WithLength(body.WrittenSpan);
        }
        finally
        {
            body.Dispose();
        }
    }

    /// <summary>The hash by which an extrinsic is known: BLAKE2b-256 of all its bytes.</summary>
    /// <param name="extrinsic">The extrinsic with its length before it.</param>
    /// <returns>The hash.</returns>
    public static Hash256 HashOf(ReadOnlySpan<byte> extrinsic) => Blake2b.Hash256(extrinsic);

    /// <summary>
    /// What is signed. Version 4: the call, the extensions' extra and additional parts, or the BLAKE2b-256 hash of that where it is longer than 256 bytes.
    /// Version 5: the hash of the same with the extensions' version before it, and the extensions behind <c>VerifyMultiSignature</c> only.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="context">What the extrinsic is signed for.</param>
    /// <returns>The bytes to sign.</returns>
    /// <exception cref="NotSupportedException">The runtime has no extrinsics that carry a signature.</exception>
    public byte[] EncodePayload(RuntimeCall call, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(context);
        ReadOnlySpan<ISignedExtension> extensions = SignedAlong();
        ScaleWriter payload = new(stackalloc byte[StackSize]);
        try
        {
            if (Version == GeneralVersion)
            {
                payload.WriteByte(SigningPipeline().Version);
            }

            payload.WriteRaw(call.Encoded.Span);
            WriteExtra(ref payload, extensions, context);
            WriteAdditionalSigned(ref payload, extensions, context);
            return Version != GeneralVersion && payload.Length <= LongestUnhashedPayload ? payload.ToArray() : Blake2b.Hash256(payload.WrittenSpan).ToArray();
        }
        finally
        {
            payload.Dispose();
        }
    }

    /// <summary>What is signed, by its parts: for signers that show it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="context">What the extrinsic is signed for.</param>
    /// <returns>The payload; its message is what <see cref="EncodePayload"/> gives.</returns>
    public ExtrinsicPayload DescribePayload(RuntimeCall call, SigningContext context)
    {
        byte[] message = EncodePayload(call, context);
        ScaleWriter extra = new(stackalloc byte[StackSize]);
        ScaleWriter additionalSigned = new(stackalloc byte[StackSize]);
        try
        {
            WriteExtra(ref extra, SignedAlong(), context);
            WriteAdditionalSigned(ref additionalSigned, SignedAlong(), context);
            return new ExtrinsicPayload
            {
                Call = call.Encoded,
                Extra = extra.ToArray(),
                AdditionalSigned = additionalSigned.ToArray(),
                MetadataHash = context.MetadataHash,
                Message = message,
            };
        }
        finally
        {
            extra.Dispose();
            additionalSigned.Dispose();
        }
    }

    /// <summary>Writes an extrinsic and signs it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="signer">Who signs; an <see cref="IPayloadSigner"/> is shown the payload by its parts.</param>
    /// <param name="context">What the extrinsic is signed for.</param>
    /// <param name="cancellationToken">Ends the wait for the signer.</param>
    /// <returns>The extrinsic with its length before it.</returns>
    /// <exception cref="NotSupportedException">The runtime's accounts do not sign by the signer's scheme, or no extrinsic of it carries a signature.</exception>
    /// <exception cref="InvalidOperationException">The signer returned a signature of a wrong length.</exception>
    public async ValueTask<byte[]> SignAsync(
        RuntimeCall call, ISigner signer, SigningContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        _signerFormat.ThrowIfUnfit(signer.Scheme);
        ReadOnlyMemory<byte> signature = signer is IPayloadSigner shown
            ? await shown.SignPayloadAsync(DescribePayload(call, context), cancellationToken).ConfigureAwait(false)
            : await signer.SignAsync(EncodePayload(call, context), cancellationToken).ConfigureAwait(false);
        return EncodeSigned(call, signer, context, signature.Span);
    }

    /// <summary>Writes an extrinsic with a signature that anybody sees is none: as long as a signed one, to ask what it would cost.</summary>
    internal byte[] EncodeUnsigned(RuntimeCall call, AccountId account, SignatureScheme scheme, SigningContext context)
    {
        _signerFormat.ThrowIfUnfit(scheme);
        Span<byte> signature = stackalloc byte[SignerFormat.SignatureSize(scheme)];
        signature.Clear();
        return Encode(call, account, scheme, context, signature);
    }

    private byte[] EncodeSigned(RuntimeCall call, ISigner signer, SigningContext context, ReadOnlySpan<byte> signature)
    {
        int expected = SignerFormat.SignatureSize(signer.Scheme);
        return signature.Length == expected
            ? Encode(call, signer.AccountId, signer.Scheme, context, signature)
            : throw new InvalidOperationException($"the signer returned {signature.Length} bytes; a signature of {signer.Scheme} has {expected}");
    }

    private byte[] Encode(RuntimeCall call, AccountId account, SignatureScheme scheme, SigningContext context, ReadOnlySpan<byte> signature)
    {
        ScaleWriter body = new(stackalloc byte[StackSize]);
        try
        {
            if (Version == GeneralVersion)
            {
                WriteGeneral(ref body, context, account, scheme, signature);
            }
            else
            {
                body.WriteByte(SignedBit | LegacyVersion);
                _signerFormat.WriteAddress(ref body, account);
                _signerFormat.WriteSignature(ref body, scheme, signature);
                WriteExtra(ref body, _extensions, context);
            }

            body.WriteRaw(call.Encoded.Span);
            return WithLength(body.WrittenSpan);
        }
        finally
        {
            body.Dispose();
        }
    }

    /// <summary>The extensions over which the signature is: all, or in version 5 those behind the one that carries it.</summary>
    private ReadOnlySpan<ISignedExtension> SignedAlong()
    {
        if (Version != GeneralVersion)
        {
            return _extensions;
        }

        GeneralPipeline pipeline = SigningPipeline();
        return pipeline.Extensions.AsSpan(pipeline.SignaturePlace + 1);
    }

    private static void WriteExtra(ref ScaleWriter writer, ReadOnlySpan<ISignedExtension> extensions, SigningContext context)
    {
        foreach (ISignedExtension extension in extensions)
        {
            extension.EncodeExtra(ref writer, context);
        }
    }

    private static void WriteAdditionalSigned(ref ScaleWriter writer, ReadOnlySpan<ISignedExtension> extensions, SigningContext context)
    {
        foreach (ISignedExtension extension in extensions)
        {
            extension.EncodeAdditionalSigned(ref writer, context);
        }
    }

    private static byte[] WithLength(ReadOnlySpan<byte> body)
    {
        ScaleWriter length = new(stackalloc byte[sizeof(uint) + 1]);
        length.WriteLength(body.Length);
        byte[] extrinsic = new byte[length.Length + body.Length];
        length.WrittenSpan.CopyTo(extrinsic);
        body.CopyTo(extrinsic.AsSpan(length.Length));
        length.Dispose();
        return extrinsic;
    }
}
