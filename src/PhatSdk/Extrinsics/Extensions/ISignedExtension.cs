using PhatSdk.Scale;

namespace PhatSdk.Extrinsics.Extensions;

/// <summary>One part of an extrinsic that a runtime asks for beyond the call: a nonce, a tip, a check. Newer runtimes call it a transaction extension.</summary>
/// <remarks>An extension is used by several threads at once, so it holds no state: what it needs is in the <see cref="SigningContext"/>.</remarks>
public interface ISignedExtension
{
    /// <summary>The name that the runtime's metadata gives it: <c>CheckNonce</c>.</summary>
    string Identifier { get; }

    /// <summary>Appends what goes into the extrinsic.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="context">What the extrinsic is signed for.</param>
    void EncodeExtra(ref ScaleWriter writer, SigningContext context);

    /// <summary>Appends what is signed, but not sent, as the chain knows it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="context">What the extrinsic is signed for.</param>
    void EncodeAdditionalSigned(ref ScaleWriter writer, SigningContext context);
}
