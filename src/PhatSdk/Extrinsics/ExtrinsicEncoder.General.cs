using PhatSdk.Crypto;
using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

public sealed partial class ExtrinsicEncoder
{
    private const byte GeneralBit = 0x40;
    private const byte SignedTag = 0;

    /// <summary>
    /// Writes a general extrinsic of version 5: extensions and the call, without a signature. An extension of the runtime must let it in – a custom one that is
    /// given with <see cref="SignedExtensions.With"/>, as a rule.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="context">What the extensions say.</param>
    /// <returns>The extrinsic with its length before it.</returns>
    /// <exception cref="NotSupportedException">The runtime takes no extrinsics of version 5.</exception>
    /// <exception cref="UnknownSignedExtensionException">They have an extension with content that is not known.</exception>
    public byte[] EncodeGeneral(RuntimeCall call, SigningContext context)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(context);
        GeneralPipeline pipeline = _general?.Value ?? throw new NotSupportedException($"the runtime takes no extrinsics of version {GeneralVersion}");
        ScaleWriter body = new(stackalloc byte[StackSize]);
        try
        {
            body.WriteByte(GeneralBit | GeneralVersion);
            body.WriteByte(pipeline.Version);
            WriteExtra(ref body, pipeline.Extensions, context);
            body.WriteRaw(call.Encoded.Span);
            return WithLength(body.WrittenSpan);
        }
        finally
        {
            body.Dispose();
        }
    }

    private void WriteGeneral(ref ScaleWriter body, SigningContext context, AccountId account, SignatureScheme scheme, ReadOnlySpan<byte> signature)
    {
        GeneralPipeline pipeline = SigningPipeline();
        body.WriteByte(GeneralBit | GeneralVersion);
        body.WriteByte(pipeline.Version);
        for (int i = 0; i < pipeline.Extensions.Length; i++)
        {
            if (i != pipeline.SignaturePlace)
            {
                pipeline.Extensions[i].EncodeExtra(ref body, context);
                continue;
            }

            body.WriteByte(SignedTag);
            _signerFormat.WriteSignature(ref body, scheme, signature);
            _signerFormat.WriteAccount(ref body, account);
        }
    }

    private GeneralPipeline SigningPipeline() => _general?.Value is { SignaturePlace: >= 0 } pipeline
        ? pipeline
        : throw new NotSupportedException(
            $"the runtime takes signed extrinsics of version {GeneralVersion} only, and none of its extensions, {VerifyMultiSignature.Name} as a rule, carries the signature");
}
