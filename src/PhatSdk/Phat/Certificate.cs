using Google.Protobuf;
using PhatSdk.Crypto;
using PhatSdk.Phat.Messages;
using PhatSdk.Primitives;
using PhatSdk.Scale;
using Wire = PhatSdk.Pruntime.Messages;

namespace PhatSdk.Phat;

/// <summary>Lets queries be asked in the name of an account: a fresh key, certified by the account's own, signs them. Dispose of it: it holds that key.</summary>
/// <remarks>
/// The account's signer is asked once, and not for each query. Whoever holds the certificate's key asks in the account's name until <see cref="TimeToLive"/>;
/// it can send no transaction. Follows Phala-Network/phala-blockchain, <c>crates/phactory/api/src/crypto.rs</c>.
/// </remarks>
public sealed class Certificate : IDisposable
{
    private readonly Keypair _agent;
    private readonly Wire.Certificate _chain;

    private Certificate(AccountId account, uint timeToLive, Keypair agent, Wire.Certificate chain)
    {
        Account = account;
        TimeToLive = timeToLive;
        _agent = agent;
        _chain = chain;
    }

    /// <summary>The account in whose name is asked.</summary>
    public AccountId Account { get; }

    /// <summary>The number of the last block in which the certificate is valid.</summary>
    public uint TimeToLive { get; }

    /// <summary>Has a signer certify a new key.</summary>
    /// <param name="signer">Signs for the account.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait for the signer.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="ArgumentException">The signer's scheme cannot certify in this way.</exception>
    public static async ValueTask<Certificate> SignAsync(
        ISigner signer, CertificateOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        options ??= CertificateOptions.Default;
        CertificateScheme scheme = CertificateScheme.Of(signer, options.WrapsBytes);
        Keypair agent = Keypair.Generate();
        try
        {
            byte[] body = ScaleCodec.Encode(new CertificateBody(agent.PublicKey, options.TimeToLive));
            ReadOnlyMemory<byte> payload = scheme.PayloadOf(body, options.TimeToLive);
            ReadOnlyMemory<byte> signature = await signer.SignAsync(payload, cancellationToken).ConfigureAwait(false);
            Wire.Certificate root = new() { EncodedBody = Wrap(ScaleCodec.Encode(new CertificateBody(signer.PublicKey, options.TimeToLive))) };
            Wire.Certificate chain = new()
            {
                EncodedBody = Wrap(body),
                Signature = new Wire.Signature { SignedBy = root, SignatureType = scheme.Type, Signature_ = Wrap(signature) },
            };
            return new Certificate(signer.AccountId, options.TimeToLive, agent, chain);
        }
        catch
        {
            agent.Dispose();
            throw;
        }
    }

    /// <summary>Makes a certificate of an account that nobody else has: for questions that anyone may ask.</summary>
    /// <returns>The certificate.</returns>
    public static Certificate Generate()
    {
        Keypair root = Keypair.Generate();
        CertificateBody body = new(root.PublicKey, CertificateOptions.Default.TimeToLive);
        return new Certificate(root.AccountId, body.TimeToLive, root, new Wire.Certificate { EncodedBody = Wrap(ScaleCodec.Encode(body)) });
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _agent.Dispose();

    internal Wire.Signature Sign(ReadOnlySpan<byte> encryptedQuery) => new()
    {
        SignedBy = _chain,
        SignatureType = Wire.SignatureType.Sr25519,
        Signature_ = Wrap(_agent.Sign(encryptedQuery)),
    };

    private static ByteString Wrap(ReadOnlyMemory<byte> bytes) => UnsafeByteOperations.UnsafeWrap(bytes);
}
