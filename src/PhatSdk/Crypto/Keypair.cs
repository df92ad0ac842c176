using System.Security.Cryptography;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// A secret key with its public key, in memory. The secret lies in one pinned place and is overwritten when the keypair is disposed of; no text of a keypair shows it.
/// Safe for use by several threads at once.
/// </summary>
public sealed partial class Keypair : ISigner, IDisposable
{
    private readonly SignatureAlgorithm _algorithm;
    private readonly SecretBuffer _secretKey;
    private readonly SecretBuffer? _seed;
    private readonly byte[] _publicKey;
    private bool _isShared;

    private Keypair(SignatureAlgorithm algorithm, SecretBuffer secretKey, SecretBuffer? seed)
    {
        _algorithm = algorithm;
        _secretKey = secretKey;
        _seed = seed;
        _publicKey = new byte[algorithm.PublicKeySize];
        algorithm.PublicKeyOf(secretKey.Span, _publicKey);
        AccountId = algorithm.AccountIdOf(_publicKey);
    }

    /// <inheritdoc/>
    public SignatureScheme Scheme => _algorithm.Scheme;

    /// <summary>How the key signs.</summary>
    public SignatureAlgorithm Algorithm => _algorithm;

    /// <inheritdoc/>
    public AccountId AccountId { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>Makes a new keypair from the operating system's randomness.</summary>
    /// <param name="algorithm">How it signs; <see cref="SignatureAlgorithm.Sr25519"/> by default.</param>
    /// <returns>The keypair.</returns>
    public static Keypair Generate(SignatureAlgorithm? algorithm = null)
    {
        Span<byte> seed = stackalloc byte[SignatureAlgorithm.SeedSize];
        RandomNumberGenerator.Fill(seed);
        Keypair keypair = FromSeed(seed, algorithm);
        CryptographicOperations.ZeroMemory(seed);
        return keypair;
    }

    /// <summary>Makes the keypair of a seed.</summary>
    /// <param name="seed">32 bytes: the seed of <c>sp-core</c>, for sr25519 schnorrkel's mini secret in its Ed25519 mode.</param>
    /// <param name="algorithm">How it signs; <see cref="SignatureAlgorithm.Sr25519"/> by default.</param>
    /// <returns>The keypair.</returns>
    /// <exception cref="ArgumentException"><paramref name="seed"/> has another length, or is no secret key of the scheme: for those on secp256k1, zero or the order and above.</exception>
    public static Keypair FromSeed(ReadOnlySpan<byte> seed, SignatureAlgorithm? algorithm = null)
    {
        algorithm ??= SignatureAlgorithm.Sr25519;
        if (seed.Length != SignatureAlgorithm.SeedSize)
        {
            throw new ArgumentException($"a seed has {SignatureAlgorithm.SeedSize} bytes, not {seed.Length}", nameof(seed));
        }

        SecretBuffer secretKey = new(algorithm.SecretKeySize);
        algorithm.ExpandSeed(seed, secretKey.Span);
        return new Keypair(algorithm, secretKey, new SecretBuffer(seed));
    }

    /// <summary>Makes the keypair of a secret URI, such as <c>//Alice</c>, or a phrase with derivations and password.</summary>
    /// <param name="uri">The URI. The text itself cannot be overwritten: where it is a real secret, let it not live long.</param>
    /// <param name="algorithm">How it signs; <see cref="SignatureAlgorithm.Sr25519"/> by default.</param>
    /// <returns>The keypair.</returns>
    /// <exception cref="FormatException"><paramref name="uri"/> is no secret URI.</exception>
    /// <exception cref="ArgumentException">The scheme has no soft junctions, or the seed is no secret key of the scheme; or a phrase is to give an Ethereum key.</exception>
    public static Keypair FromUri(string uri, SignatureAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        using SecretUri parsed = SecretUri.Parse(uri);
        return FromUri(parsed, algorithm);
    }

    /// <summary>Makes the keypair of a secret URI.</summary>
    /// <param name="uri">The URI, which stays the caller's.</param>
    /// <param name="algorithm">How it signs; <see cref="SignatureAlgorithm.Sr25519"/> by default.</param>
    /// <returns>The keypair.</returns>
    /// <exception cref="ArgumentException">The scheme has no soft junctions, or the seed is no secret key of the scheme; or a phrase is to give an Ethereum key.</exception>
    public static Keypair FromUri(SecretUri uri, SignatureAlgorithm? algorithm = null)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (algorithm is EthereumEcdsa && !uri.IsSeed)
        {
            throw new ArgumentException("Ethereum's wallets make other keys of a phrase than Substrate does: give the secret key itself, as 0x and 64 digits", nameof(uri));
        }

        Span<byte> seed = stackalloc byte[SignatureAlgorithm.SeedSize];
        Keypair keypair;
        try
        {
            uri.CopySeedTo(seed);
            keypair = FromSeed(seed, algorithm);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }

        foreach (DeriveJunction junction in uri.Junctions)
        {
            using Keypair parent = keypair;
            keypair = parent.Derive(junction);
        }

        return keypair;
    }

    /// <summary>Derives the keypair of a junction.</summary>
    /// <param name="junction">The junction.</param>
    /// <returns>The child. A soft child has no seed, and its own secret nonce each time; scalar and public key are the same each time.</returns>
    /// <exception cref="ArgumentException">The junction is soft, and the scheme has hard ones only.</exception>
    /// <exception cref="ObjectDisposedException">The keypair is disposed of.</exception>
    public Keypair Derive(DeriveJunction junction)
    {
        if (junction.IsHard)
        {
            Span<byte> seed = stackalloc byte[SignatureAlgorithm.SeedSize];
            _algorithm.DeriveHard(_secretKey.Span, junction.ChainCode, seed);
            GC.KeepAlive(this);
            Keypair child = FromSeed(seed, _algorithm);
            CryptographicOperations.ZeroMemory(seed);
            return child;
        }

        SecretBuffer secretKey = new(_algorithm.SecretKeySize);
        _algorithm.DeriveSoft(_secretKey.Span, _publicKey, junction.ChainCode, secretKey.Span);
        GC.KeepAlive(this);
        return new Keypair(_algorithm, secretKey, seed: null);
    }

    /// <summary>Signs a message as it is.</summary>
    /// <param name="message">The message.</param>
    /// <returns>The signature. Those of sr25519 differ each time.</returns>
    /// <exception cref="ObjectDisposedException">The keypair is disposed of.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        byte[] signature = new byte[_algorithm.SignatureSize];
        Sign(message, signature);
        return signature;
    }

    /// <summary>Signs a message as it is.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signature">Where the signature goes: exactly <see cref="SignatureAlgorithm.SignatureSize"/> bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="signature"/> has another length.</exception>
    /// <exception cref="ObjectDisposedException">The keypair is disposed of.</exception>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        if (signature.Length != _algorithm.SignatureSize)
        {
            throw new ArgumentException($"a signature of {Scheme} has {_algorithm.SignatureSize} bytes, not {signature.Length}", nameof(signature));
        }

        _algorithm.Sign(_secretKey.Span, _publicKey, message, signature);
        GC.KeepAlive(this);
    }

    /// <summary>Signs a message as it is, at once.</summary>
    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<ReadOnlyMemory<byte>>(cancellationToken)
            : ValueTask.FromResult<ReadOnlyMemory<byte>>(Sign(message.Span));

    /// <summary>Overwrites the secret; the public key stays. The keys of <see cref="DevKeypairs"/> are left alone.</summary>
    public void Dispose()
    {
        if (!_isShared)
        {
            _secretKey.Dispose();
            _seed?.Dispose();
        }
    }

    /// <summary>The scheme and the public key.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => $"{Scheme} {Hex.Format(_publicKey)}";

    /// <summary>Makes <see cref="Dispose"/> leave the keypair alone, as it is everybody's.</summary>
    internal Keypair Shared()
    {
        _isShared = true;
        return this;
    }
}
