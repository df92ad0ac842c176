using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

/// <summary>What an extrinsic asks of the runtime: a pallet's call with its arguments, encoded.</summary>
public sealed class RuntimeCall
{
    private const int StackSize = 512;

    /// <summary>Creates a call from its bytes.</summary>
    /// <param name="encoded">The pallet's index, the call's index, the arguments.</param>
    public RuntimeCall(ReadOnlyMemory<byte> encoded) => Encoded = encoded;

    private RuntimeCall(ReadOnlyMemory<byte> encoded, string name)
        : this(encoded) => Name = name;

    /// <summary>The pallet's index, the call's index, the arguments.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The pallet's and the call's name: <c>Balances.transfer_keep_alive</c>; null where the call was made from bytes.</summary>
    public string? Name { get; }

    /// <summary>Creates a call by names; a runtime's metadata says how it is written.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="pallet">The pallet's name: <c>Balances</c>.</param>
    /// <param name="call">The call's name: <c>transfer_keep_alive</c>.</param>
    /// <param name="arguments">The arguments, each with its name, in any order.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    /// <exception cref="ArgumentException">An argument is missing, is not one of the call's, is there twice, or is no value of its type.</exception>
    public static RuntimeCall Create(RuntimeMetadata metadata, string pallet, string call, params ReadOnlySpan<(string Name, ScaleValue Value)> arguments)
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
                DynamicCodec.Encode(ref writer, metadata.Types, field.TypeId, Find(arguments, field.Name, name), $"{name}: {field.Name}");
            }

            CheckNames(arguments, variant, name);
            return new RuntimeCall(writer.ToArray(), name);
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
