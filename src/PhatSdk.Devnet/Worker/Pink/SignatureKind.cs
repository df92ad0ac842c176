namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>How a contract signs: <c>SigType</c> of the <c>pink</c> crate.</summary>
internal enum SignatureKind : byte
{
    Ed25519 = 0,
    Sr25519 = 1,
    Ecdsa = 2,
}
