namespace PhatSdk.Devnet.Worker;

/// <summary>Why a query's signature does not count, by the names that a worker gives: <c>SignatureVerifyError</c> of Phala's <c>phactory-api</c>.</summary>
internal enum CertificateError
{
    InvalidSignatureType = 0,
    InvalidSignature = 1,
    CertificateMissing = 2,
    CertificateExpired = 3,
    TooLongCertificateChain = 4,
    DecodeFailed = 5,
    InvalidPublicKey = 6,
}
