using System.Numerics;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>For which program typed data is signed: the same data for another one has another signature. What is null is no part of it; one member at least should be there.</summary>
public sealed record TypedDataDomain
{
    /// <summary>The program's name, as the user knows it; none by default.</summary>
    public string? Name { get; init; }

    /// <summary>The version of its data; none by default.</summary>
    public string? Version { get; init; }

    /// <summary>The chain's number by EIP-155, such as 1 for Ethereum: 0 to 2^256 - 1; none by default.</summary>
    public BigInteger? ChainId { get; init; }

    /// <summary>The contract that verifies the signature; none by default.</summary>
    public EthereumAddress? VerifyingContract { get; init; }

    /// <summary>Whatever sets the program apart where nothing else does; none by default.</summary>
    public Hash256? Salt { get; init; }

    /// <summary>All members that a domain may have, in the order in which they are hashed.</summary>
    internal static IReadOnlyList<TypedDataField> AllFields { get; } =
    [
        new("name", "string"),
        new("version", "string"),
        new("chainId", "uint256"),
        new("verifyingContract", "address"),
        new("salt", "bytes32"),
    ];

    /// <summary>The members that this domain has.</summary>
    internal IReadOnlyList<TypedDataField> FieldsPresent => [.. AllFields.Where(member => ValueOf(member.Name) is not null)];

    internal TypedDataValue ToValue() => TypedDataValue.Fields([.. FieldsPresent.Select(member => (member.Name, ValueOf(member.Name)!))]);

    private TypedDataValue? ValueOf(string name) => name switch
    {
        "name" => Name is null ? null : (TypedDataValue)Name,
        "version" => Version is null ? null : (TypedDataValue)Version,
        "chainId" => ChainId is { } chainId ? (TypedDataValue)chainId : null,
        "verifyingContract" => VerifyingContract is { } contract ? (TypedDataValue)contract : null,
        _ => Salt is { } salt ? (TypedDataValue)salt : null,
    };
}
