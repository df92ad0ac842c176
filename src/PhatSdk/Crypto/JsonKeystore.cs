using System.Security.Cryptography;
using System.Text.Json;
using PhatSdk.Crypto.Addresses;
using PhatSdk.Crypto.Secrets;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto;

/// <summary>
/// A keypair as JSON text, encrypted by a password or open, as polkadot-js and its extensions export accounts: version 3, scrypt and XSalsa20-Poly1305
/// (<c>@polkadot/keyring</c>). All schemes. Older versions are refused.
/// </summary>
/// <remarks>
/// <para>Address and name are not protected by the password; <see cref="Open"/> checks the address against the key.</para>
/// <para>A keystore without a password holds the secret as it is: its text is as precious as the key, and cannot be overwritten.</para>
/// <para>polkadot-js reads a password that is <c>0x</c> and whole bytes of hexadecimal digits as these bytes, so it is done here too. It does not normalise Unicode.</para>
/// </remarks>
public sealed partial class JsonKeystore : IDisposable
{
    private readonly SecretBuffer _encoded;
    private readonly JsonElement? _meta;

    private JsonKeystore(SecretBuffer encoded, bool isEncrypted, SignatureAlgorithm algorithm, string address, string? name, JsonElement? meta)
    {
        _encoded = encoded;
        _meta = meta;
        IsEncrypted = isEncrypted;
        Algorithm = algorithm;
        Address = address;
        Name = name;
    }

    /// <summary>How the key signs.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>
    /// Whose key it is: an SS58 address, or the public key as hexadecimal text for the schemes on secp256k1. Of a parsed keystore it is what the text says, until it is opened.
    /// </summary>
    public string Address { get; }

    /// <summary>The name that its owner gave the account (<c>meta.name</c>); null where there is none.</summary>
    public string? Name { get; }

    /// <summary>Whether a password is needed.</summary>
    public bool IsEncrypted { get; }

    /// <summary>Puts a keypair into a keystore. With a password this takes 128 MiB of memory for about half a second, as scrypt is meant to.</summary>
    /// <param name="keypair">The keypair, which stays the caller's.</param>
    /// <param name="password">The password; empty for none, which leaves the secret open.</param>
    /// <param name="name">A name for the account; null for none.</param>
    /// <param name="prefix">The network of the address; <see cref="Ss58Prefix.Substrate"/> by default.</param>
    /// <returns>The keystore. The seed of an sr25519 keypair is not in it, only the secret key.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prefix"/> is above 16,383, or reserved.</exception>
    /// <exception cref="InsufficientMemoryException">The memory is not to be had.</exception>
    /// <exception cref="ObjectDisposedException">The keypair is disposed of.</exception>
    public static JsonKeystore Seal(Keypair keypair, ReadOnlySpan<char> password, string? name = null, Ss58Prefix? prefix = null)
    {
        ArgumentNullException.ThrowIfNull(keypair);
        string address = HasKeyAsAddress(keypair.Algorithm)
            ? Hex.Format(keypair.PublicKey.Span)
            : Ss58Address.Format(keypair.AccountId, prefix ?? Ss58Prefix.Substrate);
        SecretBuffer body = KeystoreBody.Write(keypair);
        if (password.IsEmpty)
        {
            return new JsonKeystore(body, isEncrypted: false, keypair.Algorithm, address, name, meta: null);
        }

        using (body)
        {
            SecretBuffer encoded = new(KeystoreCipher.Seal(body.Span, password));
            return new JsonKeystore(encoded, isEncrypted: true, keypair.Algorithm, address, name, meta: null);
        }
    }

    /// <summary>Takes the keypair out. With a password this takes up to 128 MiB of memory for about half a second.</summary>
    /// <param name="password">The password; empty for a keystore that has none.</param>
    /// <returns>The keypair. One of sr25519 has no seed, as a rule: keystores hold the secret key.</returns>
    /// <exception cref="CryptographicException">The password is wrong or missing; or the encrypted bytes are damaged, which cannot be told from a wrong password.</exception>
    /// <exception cref="ArgumentException">A password is given, and the keystore is not encrypted.</exception>
    /// <exception cref="FormatException">
    /// The parameters of scrypt are none that polkadot-js takes; the body is no keypair of the scheme; public key or address are not the secret key's.
    /// </exception>
    /// <exception cref="InsufficientMemoryException">The memory is not to be had.</exception>
    /// <exception cref="ObjectDisposedException">The keystore is disposed of.</exception>
    public Keypair Open(ReadOnlySpan<char> password)
    {
        if (IsEncrypted == password.IsEmpty)
        {
            throw IsEncrypted
                ? new CryptographicException("the keystore is encrypted, and no password is given")
                : new ArgumentException("a password is given, and the keystore is not encrypted", nameof(password));
        }

        using SecretBuffer body = IsEncrypted ? KeystoreCipher.Open(_encoded.Span, password) : new SecretBuffer(_encoded.Span);
        GC.KeepAlive(this);
        Keypair keypair = KeystoreBody.Read(body.Span, Algorithm);
        if (!IsAddressOf(keypair))
        {
            keypair.Dispose();
            throw new FormatException($"the keystore's address, \"{Shorten(Address)}\", is not its key's");
        }

        return keypair;
    }

    /// <summary>Overwrites what is encoded, which is the secret where no password protects it.</summary>
    public void Dispose() => _encoded.Dispose();

    /// <summary>Scheme and address.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => $"{(IsEncrypted ? "encrypted" : "open")} {Algorithm} keystore of {Address}";

    private static bool HasKeyAsAddress(SignatureAlgorithm algorithm) => algorithm is Ecdsa or EthereumEcdsa;

    // The account of an Ethereum key is Phala's mapping of it, which polkadot-js does not know.
    private bool IsAddressOf(Keypair keypair) => Address.StartsWith("0x", StringComparison.Ordinal)
        ? string.Equals(Address, Hex.Format(keypair.PublicKey.Span), StringComparison.OrdinalIgnoreCase)
        : keypair.Algorithm is not EthereumEcdsa && Ss58Address.TryParse(Address, out AccountId account, out _) && account == keypair.AccountId;
}
