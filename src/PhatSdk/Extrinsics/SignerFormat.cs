using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

/// <summary>How the extrinsics of a runtime name their signer and hold the signature.</summary>
internal sealed class SignerFormat
{
    private const int EthereumAddressSize = 20;
    private const int ShortSignature = 64;
    private const int RecoverableSignature = 65;

    private readonly bool _isMultiAddress;
    private readonly bool _isMultiSignature;
    private readonly bool _hasEthereumAccounts;
    private readonly bool _knowsEthereumSignatures;

    private SignerFormat(TypeDefinition? address, TypeDefinition? signature)
    {
        _isMultiAddress = address is null or VariantType;
        _isMultiSignature = signature is null or VariantType;
        _hasEthereumAccounts = address?.Name == "AccountId20";
        _knowsEthereumSignatures = _hasEthereumAccounts
            || (signature is VariantType variants && variants.Variants.Any(variant => variant.Index == (byte)SignatureScheme.Ethereum));
    }

    public static SignerFormat Of(RuntimeMetadata metadata)
    {
        ExtrinsicMetadata extrinsic = metadata.Extrinsic;
        return new SignerFormat(
            extrinsic.AddressTypeId is { } address ? metadata.Types[address] : null,
            extrinsic.SignatureTypeId is { } signature ? metadata.Types[signature] : null);
    }

    public void ThrowIfUnfit(SignatureScheme scheme)
    {
        bool isEthereum = scheme == SignatureScheme.Ethereum;
        if ((isEthereum && !_knowsEthereumSignatures) || (!isEthereum && _hasEthereumAccounts))
        {
            throw new NotSupportedException($"the runtime's accounts do not sign by {scheme}");
        }
    }

    /// <summary>How many bytes a signature has.</summary>
    public static int SignatureSize(SignatureScheme scheme) => scheme is SignatureScheme.Ecdsa or SignatureScheme.Ethereum ? RecoverableSignature : ShortSignature;

    /// <summary>Writes the signer as the runtime looks one up: as a rule a <c>MultiAddress</c>.</summary>
    public void WriteAddress(ref ScaleWriter writer, AccountId account)
    {
        if (_isMultiAddress)
        {
            writer.Write(new MultiAddress(account));
        }
        else
        {
            WriteAccount(ref writer, account);
        }
    }

    /// <summary>Writes the signer's account.</summary>
    public void WriteAccount(ref ScaleWriter writer, AccountId account) =>
        writer.WriteRaw(_hasEthereumAccounts ? account.Span[..EthereumAddressSize] : account.Span);

    /// <summary>Writes the signature: as a rule with its scheme before it.</summary>
    public void WriteSignature(ref ScaleWriter writer, SignatureScheme scheme, ReadOnlySpan<byte> signature)
    {
        if (_isMultiSignature)
        {
            writer.WriteByte((byte)scheme);
        }

        writer.WriteRaw(signature);
    }
}
