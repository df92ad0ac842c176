using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Extrinsics;

/// <summary>The signed extensions that can be written, by their identifiers. A runtime's metadata says which of them an extrinsic has, in which order.</summary>
public sealed class SignedExtensions
{
    private const int MaximumDepth = 64;

    private readonly Dictionary<string, ISignedExtension> _byIdentifier;

    /// <summary>Creates a registry of some extensions and no others; as a rule <see cref="With"/> is what one wants.</summary>
    /// <param name="extensions">The extensions.</param>
    /// <exception cref="ArgumentException">Two have the same identifier.</exception>
    public SignedExtensions(IEnumerable<ISignedExtension> extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        _byIdentifier = [];
        foreach (ISignedExtension extension in extensions)
        {
            if (!_byIdentifier.TryAdd(extension.Identifier, extension))
            {
                throw new ArgumentException($"two extensions are called \"{extension.Identifier}\"", nameof(extensions));
            }
        }
    }

    private SignedExtensions(Dictionary<string, ISignedExtension> byIdentifier) => _byIdentifier = byIdentifier;

    /// <summary>The extensions of Substrate, Polkadot and Phala.</summary>
    public static SignedExtensions Default { get; } = new(
    [
        new CheckNonZeroSender(),
        new CheckSpecVersion(),
        new CheckTxVersion(),
        new CheckGenesis(),
        new CheckMortality(),
        new CheckNonce(),
        new CheckWeight(),
        new CheckMqSequence(),
        new ChargeTransactionPayment(),
        new ChargeAssetTxPayment(),
        new CheckMetadataHash(),
        new StorageWeightReclaim(),
        new VerifyMultiSignature(),
    ]);

    /// <summary>These extensions and one more, which takes the place of one with the same identifier.</summary>
    /// <param name="extension">The extension.</param>
    /// <returns>A registry of its own.</returns>
    public SignedExtensions With(ISignedExtension extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return new SignedExtensions(new Dictionary<string, ISignedExtension>(_byIdentifier) { [extension.Identifier] = extension });
    }

    /// <summary>The extensions that write something, in the order of a runtime. An unknown one without content is left out.</summary>
    internal ISignedExtension[] InOrderOf(RuntimeMetadata metadata, IReadOnlyList<SignedExtensionMetadata>? order = null)
    {
        order ??= metadata.Extrinsic.SignedExtensions;
        List<ISignedExtension> ordered = new(order.Count);
        foreach (SignedExtensionMetadata asked in order)
        {
            if (_byIdentifier.TryGetValue(asked.Identifier, out ISignedExtension? extension))
            {
                ordered.Add(extension);
            }
            else if (!IsEmpty(metadata.Types, asked.ExtraTypeId, 0) || !IsEmpty(metadata.Types, asked.AdditionalSignedTypeId, 0))
            {
                throw new UnknownSignedExtensionException(asked.Identifier);
            }
        }

        return [.. ordered];
    }

    private static bool IsEmpty(TypeRegistry types, int typeId, int depth) => depth < MaximumDepth && types[typeId] switch
    {
        CompositeType composite => composite.Fields.All(field => IsEmpty(types, field.TypeId, depth + 1)),
        TupleType tuple => tuple.ElementTypeIds.All(element => IsEmpty(types, element, depth + 1)),
        ArrayType array => array.Length == 0 || IsEmpty(types, array.ElementTypeId, depth + 1),
        _ => false,
    };
}
