using System.Globalization;
using System.Text;

namespace PhatSdk.Devnet.Worker;

/// <summary>What a signature of a certificate chain is over.</summary>
/// <param name="Bytes">The bytes: a certificate's body, or a query's sealed bytes.</param>
/// <param name="TimeToLive">The last block of the certificate; null for a query.</param>
internal readonly record struct SignedContent(ReadOnlyMemory<byte> Bytes, uint? TimeToLive)
{
    /// <summary>The bytes as wallets wrap what they sign for a page.</summary>
    public byte[] ToWrappedBytes() => [.. "<Bytes>"u8, .. Bytes.Span, .. "</Bytes>"u8];

    /// <summary>The bytes as EIP-712 has them hashed.</summary>
    public byte[] ToTypedDataHash() => TimeToLive is uint timeToLive
        ? TypedData.Hash(
            "Phat Query Certificate",
            "IssueQueryCertificate(string description,string timeToLive,bytes encodedCert)",
            [
                "You are signing a Certificate that can be used to query Phat Contracts using your identity without further prompts."u8.ToArray(),
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"The Certificate will be valid till block {timeToLive}.")),
                Bytes,
            ])
        : TypedData.Hash(
            "Phat Contract Query",
            "PhatContractQuery(string description,bytes encodedQuery)",
            ["You are signing a query request that would be sent to a Phat Contract."u8.ToArray(), Bytes]);
}
