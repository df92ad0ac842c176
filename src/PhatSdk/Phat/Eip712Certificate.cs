using System.Globalization;
using System.Text;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.Phat;

/// <summary>A certificate as typed data that an Ethereum wallet shows and signs.</summary>
/// <remarks>Follows EIP-712 and Phala-Network/phala-blockchain, <c>crates/phactory/api/src/crypto/eip712.rs</c>.</remarks>
internal static class Eip712Certificate
{
    private const int WordSize = Hash256.Size;
    private const string Description =
        "You are signing a Certificate that can be used to query Phat Contracts using your identity without further prompts.";

    private static readonly byte[] Domain = HashOfWords(
        HashOf("EIP712Domain(string name,string version,bytes32 salt)"), HashOf("Phat Query Certificate"), HashOf("1"), HashOf("phala/phat-contract"));

    private static readonly byte[] Type = HashOf("IssueQueryCertificate(string description,string timeToLive,bytes encodedCert)");

    /// <summary>The bytes whose Keccak-256 a wallet signs.</summary>
    public static byte[] PayloadOf(ReadOnlySpan<byte> body, uint timeToLive)
    {
        string validity = string.Create(CultureInfo.InvariantCulture, $"The Certificate will be valid till block {timeToLive}.");
        byte[] content = HashOfWords(Type, HashOf(Description), HashOf(validity), Keccak256.Hash(body).ToArray());
        return [0x19, 0x01, .. Domain, .. content];
    }

    private static byte[] HashOf(string text) => Keccak256.Hash(Encoding.UTF8.GetBytes(text)).ToArray();

    private static byte[] HashOfWords(params ReadOnlySpan<byte[]> words)
    {
        Span<byte> bytes = stackalloc byte[words.Length * WordSize];
        for (int i = 0; i < words.Length; i++)
        {
            words[i].CopyTo(bytes[(i * WordSize)..]);
        }

        return Keccak256.Hash(bytes).ToArray();
    }
}
