using System.Security.Cryptography;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Secrets;

/// <summary>
/// A secret URI as <c>subkey</c> and <c>sp-core</c> read it: a phrase of BIP-39 or <c>0x</c> and a seed of 64 digits, then junctions (<c>//hard</c>, <c>/soft</c>), then <c>///password</c>.
/// Without a phrase it stands on the development phrase. Phrase and password are kept as bytes in pinned memory, and overwritten on disposal.
/// </summary>
/// <remarks>
/// <c>0x</c> is required before a seed. A password changes what a phrase gives, not what a seed gives, as in <c>sp-core</c>. Everything behind <c>///</c> is password, slashes included.
/// </remarks>
public sealed class SecretUri : IDisposable
{
    internal const string DevPhrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

    private const int SeedSize = 32;
    private const string SeedPrefix = "0x";

    private readonly SecretBuffer _source;
    private readonly SecretBuffer _password;
    private readonly DeriveJunction[] _junctions;

    private SecretUri(SecretBuffer source, bool isSeed, DeriveJunction[] junctions, SecretBuffer password)
    {
        _source = source;
        IsSeed = isSeed;
        _junctions = junctions;
        _password = password;
    }

    /// <summary>The junctions, in order.</summary>
    public IReadOnlyList<DeriveJunction> Junctions => _junctions;

    /// <summary>Whether the URI holds a seed, not a phrase.</summary>
    internal bool IsSeed { get; }

    /// <summary>Parses a secret URI.</summary>
    /// <param name="uri">The URI.</param>
    /// <returns>The parsed URI.</returns>
    /// <exception cref="FormatException"><paramref name="uri"/> is no secret URI; the message tells the place, and nothing of the secret.</exception>
    public static SecretUri Parse(ReadOnlySpan<char> uri)
    {
        int phraseEnd = 0;
        while (phraseEnd < uri.Length && (char.IsAsciiLetterOrDigit(uri[phraseEnd]) || uri[phraseEnd] == ' '))
        {
            phraseEnd++;
        }

        List<DeriveJunction> junctions = [];
        int position = phraseEnd;
        ReadOnlySpan<char> password = [];
        while (position < uri.Length)
        {
            ReadOnlySpan<char> rest = uri[position..];
            if (rest.StartsWith("///"))
            {
                password = rest[3..];
                break;
            }

            if (rest[0] != '/')
            {
                throw new FormatException($"character {position + 1} of the secret URI belongs to no phrase: letters, digits and spaces do");
            }

            junctions.Add(ReadJunction(rest, ref position));
        }

        if (password.Contains('\n'))
        {
            throw new FormatException("the password of the secret URI holds a new line");
        }

        (SecretBuffer source, bool isSeed) = ReadSource(phraseEnd == 0 ? DevPhrase : uri[..phraseEnd]);
        return new SecretUri(source, isSeed, [.. junctions], Encode(password));
    }

    /// <summary>The same URI with another password.</summary>
    /// <param name="password">The password; empty for none.</param>
    /// <returns>A new URI, which is disposed of on its own.</returns>
    /// <exception cref="FormatException"><paramref name="password"/> holds half of a surrogate pair.</exception>
    /// <exception cref="ObjectDisposedException">The URI is disposed of.</exception>
    public SecretUri WithPassword(ReadOnlySpan<char> password)
    {
        SecretBuffer source = new(_source.Span);
        GC.KeepAlive(this);
        return new SecretUri(source, IsSeed, _junctions, Encode(password));
    }

    /// <summary>Overwrites phrase, seed and password.</summary>
    public void Dispose()
    {
        _source.Dispose();
        _password.Dispose();
    }

    /// <summary>What the URI is made of, without the secrets.</summary>
    /// <returns>The number of junctions.</returns>
    public override string ToString() => $"secret URI with {_junctions.Length} junctions";

    /// <summary>Writes out the seed that the junctions start from: 32 bytes.</summary>
    internal void CopySeedTo(Span<byte> seed)
    {
        if (IsSeed)
        {
            _source.Span.CopyTo(seed);
        }
        else
        {
            Mnemonic.DeriveSeed(_source.Span, _password.Span, seed);
        }

        GC.KeepAlive(this);
    }

    private static DeriveJunction ReadJunction(ReadOnlySpan<char> rest, ref int position)
    {
        bool isHard = rest.StartsWith("//");
        int slashes = isHard ? 2 : 1;
        int length = rest[slashes..].IndexOf('/');
        ReadOnlySpan<char> name = length < 0 ? rest[slashes..] : rest.Slice(slashes, length);
        if (name.IsEmpty)
        {
            throw new FormatException($"the {(isHard ? "hard" : "soft")} junction at character {position + 1} of the secret URI has no name");
        }

        try
        {
            DeriveJunction junction = isHard ? DeriveJunction.Hard(name) : DeriveJunction.Soft(name);
            position += slashes + name.Length;
            return junction;
        }
        catch (ArgumentException)
        {
            throw new FormatException($"the junction at character {position + 1} of the secret URI holds half of a surrogate pair");
        }
    }

    private static (SecretBuffer Source, bool IsSeed) ReadSource(ReadOnlySpan<char> phrase)
    {
        if (phrase.StartsWith(SeedPrefix))
        {
            SecretBuffer seed = new(SeedSize);
            if (Hex.TryParse(phrase, seed.Span))
            {
                return (seed, true);
            }

            seed.Dispose();
            throw new FormatException($"the seed of the secret URI is {phrase.Length - SeedPrefix.Length} characters after 0x, not {2 * SeedSize} hexadecimal digits");
        }

        Span<byte> entropy = stackalloc byte[Mnemonic.MaximumEntropySize];
        try
        {
            int size = Mnemonic.ToEntropy(phrase, entropy);
            return (new SecretBuffer(entropy[..size]), false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(entropy);
        }
    }

    private static SecretBuffer Encode(ReadOnlySpan<char> password) => SecretText.Encode(password, "the password of the secret URI");
}
