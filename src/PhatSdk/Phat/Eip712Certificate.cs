using System.Globalization;
using PhatSdk.Crypto;
using PhatSdk.Crypto.Ethereum;

namespace PhatSdk.Phat;

/// <summary>A certificate as typed data that an Ethereum wallet shows and signs.</summary>
/// <remarks>Follows EIP-712 and Phala-Network/phala-blockchain, <c>crates/phactory/api/src/crypto/eip712.rs</c>.</remarks>
internal static class Eip712Certificate
{
    private const string Description =
        "You are signing a Certificate that can be used to query Phat Contracts using your identity without further prompts.";

    private const string TypeName = "IssueQueryCertificate";

    private static readonly TypedDataDomain Domain = new() { Name = "Phat Query Certificate", Version = "1", Salt = Keccak256.Hash("phala/phat-contract"u8) };

    private static readonly Dictionary<string, IReadOnlyList<TypedDataField>> Types = new()
    {
        [TypeName] = [new("description", "string"), new("timeToLive", "string"), new("encodedCert", "bytes")],
    };

    /// <summary>The bytes whose Keccak-256 a wallet signs.</summary>
    public static ReadOnlyMemory<byte> PayloadOf(ReadOnlyMemory<byte> body, uint timeToLive)
    {
        string validity = string.Create(CultureInfo.InvariantCulture, $"The Certificate will be valid till block {timeToLive}.");
        return new TypedData(
            Domain, Types, TypeName, TypedDataValue.Fields(("description", Description), ("timeToLive", validity), ("encodedCert", body))).Payload;
    }
}
