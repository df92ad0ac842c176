using System.Globalization;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;
using PhatSdk.Primitives;

namespace PhatSdk.Devnet.Worker;

/// <summary>What a signature of a certificate chain is over.</summary>
/// <param name="Bytes">The bytes: a certificate's body, or a query's sealed bytes.</param>
/// <param name="TimeToLive">The last block of the certificate; null for a query.</param>
internal readonly record struct SignedContent(ReadOnlyMemory<byte> Bytes, uint? TimeToLive)
{
    private static readonly Hash256 Salt = Keccak256.Hash("phala/phat-contract"u8);

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> Types = new Dictionary<string, IReadOnlyList<TypedDataField>>
    {
        ["IssueQueryCertificate"] = [new("description", "string"), new("timeToLive", "string"), new("encodedCert", "bytes")],
        ["PhatContractQuery"] = [new("description", "string"), new("encodedQuery", "bytes")],
    };

    /// <summary>The bytes as wallets wrap what they sign for a page.</summary>
    public byte[] ToWrappedBytes() => [.. "<Bytes>"u8, .. Bytes.Span, .. "</Bytes>"u8];

    /// <summary>The bytes as EIP-712 has them hashed.</summary>
    public Hash256 ToTypedDataHash() => TimeToLive is uint timeToLive
        ? HashOf(
            "Phat Query Certificate",
            "IssueQueryCertificate",
            ("description", "You are signing a Certificate that can be used to query Phat Contracts using your identity without further prompts."),
            ("timeToLive", string.Create(CultureInfo.InvariantCulture, $"The Certificate will be valid till block {timeToLive}.")),
            ("encodedCert", Bytes))
        : HashOf(
            "Phat Contract Query",
            "PhatContractQuery",
            ("description", "You are signing a query request that would be sent to a Phat Contract."),
            ("encodedQuery", Bytes));

    private static Hash256 HashOf(string domain, string type, params ReadOnlySpan<(string Name, TypedDataValue Value)> fields) =>
        new TypedData(new TypedDataDomain { Name = domain, Version = "1", Salt = Salt }, Types, type, TypedDataValue.Fields(fields)).Hash;
}
