namespace PhatSdk.Crypto;

/// <summary>
/// A signer that looks at what it signs, such as a device that shows the call: it is given the parts of an extrinsic's payload, where any other signer is given bytes.
/// Who signs extrinsics asks for this interface first.
/// </summary>
public interface IPayloadSigner : ISigner
{
    /// <summary>Signs the payload of an extrinsic.</summary>
    /// <param name="payload">The payload; <see cref="ExtrinsicPayload.Message"/> is what the signature is over.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The signature: 64 bytes, or 65 for the schemes on secp256k1.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the signer's user refused.</exception>
    ValueTask<ReadOnlyMemory<byte>> SignPayloadAsync(ExtrinsicPayload payload, CancellationToken cancellationToken = default);
}
