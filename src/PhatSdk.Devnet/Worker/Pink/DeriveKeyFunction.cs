using System.Security.Cryptography;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>4, <c>derive_sr25519_key</c>: a secret key of the contract's own, the same on every worker of the cluster.</summary>
internal sealed class DeriveKeyFunction : IPinkFunction
{
    private const int SecretKeySize = 64;

    private readonly DeriveSecret _derive;

    public DeriveKeyFunction(DeriveSecret derive) => _derive = derive;

    /// <summary>Derives a contract's secret key of 64 bytes for a salt.</summary>
    public delegate void DeriveSecret(AccountId contract, ReadOnlySpan<byte> salt, Span<byte> secretKey);

    public uint Number => 4;

    public PinkOutput Call(PinkCall call)
    {
        byte[] salt = call.Read(static (ref reader) => reader.ReadBytes().ToArray());
        byte[] secretKey = new byte[SecretKeySize];
        try
        {
            _derive(call.Contract, salt, secretKey);
            return PinkOutput.Of(PinkBytes.Encode(secretKey));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secretKey);
        }
    }
}
