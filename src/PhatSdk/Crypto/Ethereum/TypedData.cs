using PhatSdk.Crypto.Keccak;
using PhatSdk.Primitives;

namespace PhatSdk.Crypto.Ethereum;

/// <summary>
/// Data that an Ethereum wallet shows by its members before it signs (EIP-712, <c>eth_signTypedData_v4</c>): a struct, the types of all structs in it, and the domain it is signed for.
/// All is checked and hashed on creation. <see cref="Eip712"/> signs it and finds out who signed.
/// </summary>
/// <remarks>
/// Strict, as people sign what they are shown: a struct has exactly the members of its type, numbers fit, <c>bytesN</c> has N bytes, the case of an address is its checksum.
/// Types may hold themselves in arrays. A wallet that takes more hashes what is taken here alike.
/// </remarks>
public sealed partial class TypedData
{
    private const int PayloadSize = 2 + (2 * Hash256.Size);

    private readonly TypedDataSchema _schema;
    private readonly byte[] _payload;

    /// <summary>Makes typed data.</summary>
    /// <param name="domain">What it is signed for.</param>
    /// <param name="types">The structs' members by the structs' names. <c>EIP712Domain</c> may be left out: it has the members that <paramref name="domain"/> has.</param>
    /// <param name="primaryType">Which of the structs <paramref name="message"/> is.</param>
    /// <param name="message">The struct that is signed.</param>
    /// <exception cref="FormatException">A type or a name is none, or a value is none of its type; the message names the place.</exception>
    public TypedData(TypedDataDomain domain, IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types, string primaryType, TypedDataValue message)
        : this(SchemaOf(domain, types), domain.ToValue(), primaryType, message)
    {
    }

    private TypedData(TypedDataSchema schema, TypedDataValue domain, string primaryType, TypedDataValue message)
    {
        ArgumentNullException.ThrowIfNull(primaryType);
        ArgumentNullException.ThrowIfNull(message);
        _schema = schema;
        PrimaryType = primaryType;
        TypedDataEncoder encoder = new(schema);
        ReadOnlySpan<byte> separator = encoder.HashStruct(TypedDataSchema.DomainType, domain, "domain");
        DomainSeparator = new Hash256(separator);

        // A domain alone is signed as such.
        ReadOnlySpan<byte> content = primaryType == TypedDataSchema.DomainType ? [] : encoder.HashStruct(primaryType, message, "message");
        _payload = [0x19, 0x01, .. separator, .. content];
        Span<byte> hash = stackalloc byte[Hash256.Size];
        KeccakSponge.Hash(_payload, hash);
        Hash = new Hash256(hash);
    }

    /// <summary>Which of the structs is signed.</summary>
    public string PrimaryType { get; }

    /// <summary>The hash of the domain: <c>domainSeparator</c>.</summary>
    public Hash256 DomainSeparator { get; }

    /// <summary>The hash that is signed: Keccak-256 of <see cref="Payload"/>.</summary>
    public Hash256 Hash { get; }

    /// <summary>The bytes that an <see cref="SignatureScheme.Ethereum"/> signer signs: <c>0x1901</c>, the domain's hash, the message's hash; 66 bytes, 34 where only a domain is signed.</summary>
    public ReadOnlyMemory<byte> Payload => _payload;

    /// <summary>A struct's type as text, as it is hashed: <c>Mail(Person from,Person to,string contents)Person(string name,address wallet)</c>.</summary>
    /// <param name="name">The struct.</param>
    /// <returns>The text: the struct, then all structs in it, sorted by name.</returns>
    /// <exception cref="FormatException">There is no such struct.</exception>
    public string EncodeType(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _schema.EncodeType(name);
    }

    /// <summary>The struct and the hash that is signed.</summary>
    /// <returns>Text.</returns>
    public override string ToString() => $"{PrimaryType} {Hash}";

    private static TypedDataSchema SchemaOf(TypedDataDomain domain, IReadOnlyDictionary<string, IReadOnlyList<TypedDataField>> types)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(types);
        return new TypedDataSchema(types.ContainsKey(TypedDataSchema.DomainType) ? types : types.Append(KeyValuePair.Create(TypedDataSchema.DomainType, domain.FieldsPresent)));
    }
}
