using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

/// <summary>Writes and signs extrinsics of version 4 for one runtime, without a node. May be used by several threads at once.</summary>
/// <remarks>Follows <c>sp_runtime::generic::UncheckedExtrinsic</c>.</remarks>
public sealed class ExtrinsicEncoder
{
    private const byte Version = 4;
    private const byte SignedBit = 0x80;
    private const int LongestUnhashedPayload = 256;
    private const int StackSize = 512;

    private readonly ISignedExtension[] _extensions;
    private readonly SignerFormat _signerFormat;

    /// <summary>Creates an encoder.</summary>
    /// <param name="metadata">The runtime's metadata: it says which extensions an extrinsic has, in which order, and how a signer is named.</param>
    /// <param name="extensions">The extensions that can be written; null for <see cref="SignedExtensions.Default"/>.</param>
    /// <exception cref="UnknownSignedExtensionException">The runtime asks for an extension with content that is not among them.</exception>
    /// <exception cref="NotSupportedException">The runtime takes no extrinsics of version 4.</exception>
    public ExtrinsicEncoder(RuntimeMetadata metadata, SignedExtensions? extensions = null)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (!metadata.Extrinsic.Versions.Contains(Version))
        {
            throw new NotSupportedException($"the runtime takes extrinsics of version {string.Join(", ", metadata.Extrinsic.Versions)}, not of version {Version}");
        }

        _extensions = (extensions ?? SignedExtensions.Default).InOrderOf(metadata);
        _signerFormat = SignerFormat.Of(metadata);
    }

    /// <summary>Writes an extrinsic without a signature.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The extrinsic with its length before it.</returns>
    public static byte[] EncodeBare(RuntimeCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        ScaleWriter body = new(stackalloc byte[StackSize]);
        try
        {
            body.WriteByte(Version);
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

    /// <summary>What is signed: the call, the extensions' extra and additional parts; its BLAKE2b-256 hash where that is longer than 256 bytes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="context">What the extrinsic is signed for.</param>
    /// <returns>The bytes to sign.</returns>
    public byte[] EncodePayload(RuntimeCall call, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(context);
        ScaleWriter payload = new(stackalloc byte[StackSize]);
        try
        {
            payload.WriteRaw(call.Encoded.Span);
            WriteExtra(ref payload, context);
            WriteAdditionalSigned(ref payload, context);
            return payload.Length <= LongestUnhashedPayload ? payload.ToArray() : Blake2b.Hash256(payload.WrittenSpan).ToArray();
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
            WriteExtra(ref extra, context);
            WriteAdditionalSigned(ref additionalSigned, context);
            return new ExtrinsicPayload
            {
                Call = call.Encoded, Extra = extra.ToArray(), AdditionalSigned = additionalSigned.ToArray(), MetadataHash = context.MetadataHash, Message = message,
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
    /// <exception cref="NotSupportedException">The runtime's accounts do not sign by the signer's scheme.</exception>
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

    private byte[] EncodeSigned(RuntimeCall call, ISigner signer, SigningContext context, ReadOnlySpan<byte> signature)
    {
        ScaleWriter body = new(stackalloc byte[StackSize]);
        try
        {
            body.WriteByte(SignedBit | Version);
            _signerFormat.Write(ref body, signer, signature);
            WriteExtra(ref body, context);
            body.WriteRaw(call.Encoded.Span);
            return WithLength(body.WrittenSpan);
        }
        finally
        {
            body.Dispose();
        }
    }

    private void WriteExtra(ref ScaleWriter writer, SigningContext context)
    {
        foreach (ISignedExtension extension in _extensions)
        {
            extension.EncodeExtra(ref writer, context);
        }
    }

    private void WriteAdditionalSigned(ref ScaleWriter writer, SigningContext context)
    {
        foreach (ISignedExtension extension in _extensions)
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
