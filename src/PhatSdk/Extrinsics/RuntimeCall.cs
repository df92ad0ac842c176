using PhatSdk.Crypto;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

/// <summary>What an extrinsic asks of the runtime: a pallet's call with its arguments, encoded.</summary>
public sealed partial class RuntimeCall
{
    private const int StackSize = 512;

    /// <summary>Creates a call from its bytes.</summary>
    /// <param name="encoded">The pallet's index, the call's index, the arguments.</param>
    public RuntimeCall(ReadOnlyMemory<byte> encoded) => Encoded = encoded;

    private RuntimeCall(ReadOnlyMemory<byte> encoded, string name, RuntimeMetadata metadata)
        : this(encoded)
    {
        Name = name;
        Metadata = metadata;
    }

    /// <summary>The pallet's index, the call's index, the arguments.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The pallet's and the call's name: <c>Balances.transfer_keep_alive</c>; null where the call was made from bytes.</summary>
    public string? Name { get; }

    /// <summary>The call's hash, BLAKE2b-256 of <see cref="Encoded"/>: by it multisigs, the democracy and the preimage pallet know the call.</summary>
    public Hash256 Hash => Blake2b.Hash256(Encoded.Span);

    /// <summary>The metadata by which the call was written; null where it was made from bytes.</summary>
    internal RuntimeMetadata? Metadata { get; }

    /// <summary>Creates a call by names; a runtime's metadata says how it is written.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="pallet">The pallet's name: <c>Balances</c>.</param>
    /// <param name="call">The call's name: <c>transfer_keep_alive</c>.</param>
    /// <param name="arguments">The arguments, each with its name, in any order.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    /// <exception cref="ArgumentException">
    /// An argument is missing, is not one of the call's, is there twice, or is no value of its type:
    /// <c>Contracts.call → value: expected Compact&lt;u128&gt;, got Text "x"</c>.
    /// </exception>
    public static RuntimeCall Create(RuntimeMetadata metadata, string pallet, string call, params ReadOnlySpan<(string Name, ScaleValue Value)> arguments) =>
        Create(metadata, pallet, call, arguments, default);

    /// <summary>Creates a call from a value as <c>DynamicCodec</c> reads one: the variant of the pallet's name, with the variant of the call's name.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="call">The value; as text <c>Balances(transfer_keep_alive { dest: { Id: 0x… }, value: 1 })</c>.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    /// <exception cref="ArgumentException">It is no such value, or an argument is none of its type.</exception>
    public static RuntimeCall Create(RuntimeMetadata metadata, ScaleValue call)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (call is not ScaleVariant { Content: ScaleVariant inner } outer)
        {
            throw new ArgumentException($"a call is a variant of a pallet's name with a variant of a call's name, not {call}", nameof(call));
        }

        PalletMetadata pallet = metadata[outer.Name];
        _ = pallet.Call(inner.Name);
        string name = $"{outer.Name}.{inner.Name}";
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.WriteByte(pallet.Index);
            DynamicCodec.Encode(ref writer, metadata.Types, pallet.CallTypeId!.Value, inner, name);
            return new RuntimeCall(writer.ToArray(), name, metadata);
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static RuntimeCall Create(
        RuntimeMetadata metadata,
        string pallet,
        string call,
        ReadOnlySpan<(string Name, ScaleValue Value)> arguments,
        ReadOnlySpan<(string Name, ReadOnlyMemory<byte> Encoded)> encoded)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        PalletMetadata owner = metadata[pallet];
        TypeVariant variant = owner.Call(call);
        string name = $"{pallet}.{call}";
        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            writer.WriteByte(owner.Index);
            writer.WriteByte(variant.Index);
            foreach (TypeField field in variant.Fields)
            {
                if (TryFind(encoded, field.Name, out ReadOnlyMemory<byte> bytes))
                {
                    writer.WriteRaw(bytes.Span);
                }
                else
                {
                    Encode(ref writer, metadata, field, Find(arguments, field.Name, name), name);
                }
            }

            CheckNames(arguments, variant, name);
            return new RuntimeCall(writer.ToArray(), name, metadata);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>An account as the calls of a runtime name one: as a rule a <c>MultiAddress</c>.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="account">The account.</param>
    /// <returns>The argument.</returns>
    public static ScaleValue Address(RuntimeMetadata metadata, AccountId account)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        bool isMultiAddress = metadata.Extrinsic.AddressTypeId is not { } type || metadata.Types[type] is VariantType;
        return isMultiAddress ? ScaleValue.Variant("Id", ScaleValue.Tuple(account)) : account;
    }

    /// <summary>Shows the call.</summary>
    /// <returns>Its name, or its bytes.</returns>
    public override string ToString() => Name ?? Hex.Format(Encoded.Span);

    private static void Encode(ref ScaleWriter writer, RuntimeMetadata metadata, TypeField field, ScaleValue value, string call)
    {
        try
        {
            DynamicCodec.Encode(ref writer, metadata.Types, field.TypeId, value, field.Name ?? "argument");
        }
        catch (ArgumentException)
        {
            // The whole name is made only for who needs it.
            DynamicCodec.Encode(ref writer, metadata.Types, field.TypeId, value, $"{call} → {field.Name}");
            throw;
        }
    }

    private static bool TryFind(ReadOnlySpan<(string Name, ReadOnlyMemory<byte> Encoded)> encoded, string? wanted, out ReadOnlyMemory<byte> bytes)
    {
        foreach ((string name, ReadOnlyMemory<byte> value) in encoded)
        {
            if (name == wanted)
            {
                bytes = value;
                return true;
            }
        }

        bytes = default;
        return false;
    }

    private static ScaleValue Find(ReadOnlySpan<(string Name, ScaleValue Value)> arguments, string? wanted, string call)
    {
        foreach ((string name, ScaleValue value) in arguments)
        {
            if (name == wanted)
            {
                return value;
            }
        }

        throw new ArgumentException($"{call}: the argument \"{wanted}\" is missing", nameof(arguments));
    }

    private static void CheckNames(ReadOnlySpan<(string Name, ScaleValue Value)> arguments, TypeVariant variant, string call)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i].Name;
            if (!variant.Fields.Any(field => field.Name == name))
            {
                string known = string.Join(", ", variant.Fields.Select(field => field.Name));
                throw new ArgumentException($"{call}: there is no argument \"{name}\"; there are: {known}", nameof(arguments));
            }

            foreach ((string other, _) in arguments[(i + 1)..])
            {
                if (other == name)
                {
                    throw new ArgumentException($"{call}: the argument \"{name}\" is there twice", nameof(arguments));
                }
            }
        }
    }
}
