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

    public void Write(ref ScaleWriter writer, ISigner signer, ReadOnlySpan<byte> signature)
    {
        int expected = signer.Scheme is SignatureScheme.Ecdsa or SignatureScheme.Ethereum ? RecoverableSignature : ShortSignature;
        if (signature.Length != expected)
        {
            throw new InvalidOperationException($"the signer returned {signature.Length} bytes; a signature of {signer.Scheme} has {expected}");
        }

        AccountId account = signer.AccountId;
        if (_hasEthereumAccounts)
        {
            writer.WriteRaw(account.Span[..EthereumAddressSize]);
        }
        else if (_isMultiAddress)
        {
            writer.Write(new MultiAddress(account));
        }
        else
        {
            writer.Write(account);
        }

        if (_isMultiSignature)
        {
            writer.WriteByte((byte)signer.Scheme);
        }

        writer.WriteRaw(signature);
    }
}
