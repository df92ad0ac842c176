using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>Reads why a call failed, by a runtime's metadata.</summary>
public static class DispatchErrors
{
    private const string Module = "Module";

    /// <summary>Reads an encoded <c>DispatchError</c>.</summary>
    /// <param name="reader">Where from; it stands behind the error afterwards.</param>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <returns>The error.</returns>
    /// <exception cref="ScaleException">The bytes are no such error.</exception>
    /// <exception cref="MetadataException">The runtime has no such pallet, or the value is no <c>DispatchError</c>.</exception>
    public static DispatchError Read(ref ScaleReader reader, RuntimeMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return From(DynamicCodec.Decode(ref reader, metadata.Types, TypeIdOf(metadata)), metadata);
    }

    /// <summary>Names an error that was decoded, as an event holds it.</summary>
    /// <param name="value">The decoded <c>DispatchError</c>.</param>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <returns>The error.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet, or the value is no <c>DispatchError</c>.</exception>
    public static DispatchError From(ScaleValue value, RuntimeMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(metadata);
        ScaleVariant variant = value as ScaleVariant ?? throw new MetadataException($"{value} is no DispatchError");
        if (variant.Name == Module)
        {
            return FromModule(variant.Content, metadata);
        }

        return new DispatchError(null, variant.Content is ScaleVariant inner ? $"{variant.Name}.{inner.Name}" : variant.Name);
    }

    private static DispatchError FromModule(ScaleValue module, RuntimeMetadata metadata)
    {
        PalletMetadata pallet = metadata.PalletAt((byte)module["index"].AsUInt32());
        ScaleValue error = module["error"];
        byte index = error switch
        {
            ScaleBytes { Memory.IsEmpty: false } bytes => bytes.Memory.Span[0],
            ScaleInteger number => (byte)number.AsUInt32(),
            _ => throw new MetadataException($"{module} is no error of pallet {pallet.Name}"),
        };
        return pallet.TryGetError(index, out TypeVariant? found)
            ? new DispatchError(pallet.Name, found.Name, string.Join(' ', found.Docs.Select(line => line.Trim())).Trim())
            : new DispatchError(pallet.Name, $"error {index}");
    }

    private static int TypeIdOf(RuntimeMetadata metadata)
    {
        int? events = metadata[ChainEvents.Pallet].EventTypeId;
        if (events is { } id && metadata.Types[id] is VariantType type)
        {
            foreach (TypeVariant variant in type.Variants)
            {
                if (variant is { Name: "ExtrinsicFailed", Fields.Count: > 0 })
                {
                    return variant.Fields[0].TypeId;
                }
            }
        }

        throw new MetadataException("the metadata does not tell the type of dispatch errors");
    }
}
