using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;

namespace PhatSdk.Chain;

/// <summary>The program that a chain runs: its version, and the metadata that describes its calls, storage, events and types.</summary>
/// <remarks>
/// Immutable. An upgrade gives a chain another runtime, and a client another object; the old one stays as it is. What belongs together – a call, its
/// signature, its events – is made with one and the same runtime. See <see cref="ChainClient.GetRuntimeAsync"/>.
/// </remarks>
public sealed class Runtime
{
    /// <summary>Creates a runtime, for work without a node.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="metadata">Its metadata.</param>
    public Runtime(RuntimeVersion version, RuntimeMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(metadata);
        Version = version;
        Metadata = metadata;
    }

    /// <summary>Its version.</summary>
    public RuntimeVersion Version { get; }

    /// <summary>Its metadata.</summary>
    public RuntimeMetadata Metadata { get; }

    /// <summary>The number that an upgrade makes larger; a signed extrinsic is valid for one only.</summary>
    public uint SpecVersion => Version.SpecVersion;

    /// <summary>A constant of the runtime.</summary>
    /// <param name="pallet">The pallet's name: <c>Balances</c>.</param>
    /// <param name="name">The constant's name: <c>ExistentialDeposit</c>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or constant.</exception>
    public ScaleValue GetConstant(string pallet, string name)
    {
        ConstantMetadata constant = Metadata[pallet].Constant(name);
        return DynamicCodec.Decode(constant.Value.Span, Metadata.Types, constant.TypeId);
    }

    /// <inheritdoc/>
    public override string ToString() => Version.ToString();
}
