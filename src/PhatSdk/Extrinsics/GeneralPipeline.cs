using PhatSdk.Extrinsics.Extensions;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Extrinsics;

/// <summary>The extensions of general extrinsics, which are of version 5: a runtime may have several lists of them, each with a version of its own.</summary>
internal sealed record GeneralPipeline(byte Version, ISignedExtension[] Extensions)
{
    /// <summary>Where the extension that carries the signature is; -1 where there is none.</summary>
    public int SignaturePlace { get; } = Array.FindIndex(Extensions, static extension => extension.Identifier == VerifyMultiSignature.Name);

    /// <summary>The newest list of which every extension can be written.</summary>
    /// <exception cref="UnknownSignedExtensionException">There is none such.</exception>
    public static GeneralPipeline Choose(RuntimeMetadata metadata, SignedExtensions known)
    {
        UnknownSignedExtensionException? unknown = null;
        foreach ((byte version, IReadOnlyList<SignedExtensionMetadata> asked) in metadata.Extrinsic.ExtensionsByVersion.OrderByDescending(static pair => pair.Key))
        {
            try
            {
                return new GeneralPipeline(version, known.InOrderOf(metadata, asked));
            }
            catch (UnknownSignedExtensionException exception)
            {
                unknown ??= exception;
            }
        }

        throw unknown as Exception ?? new MetadataException("the metadata has no list of transaction extensions");
    }
}
