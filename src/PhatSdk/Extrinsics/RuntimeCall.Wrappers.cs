using PhatSdk.Extrinsics.Calls;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;
using PhatSdk.Scale;

namespace PhatSdk.Extrinsics;

public sealed partial class RuntimeCall
{
    /// <summary>Several calls as one, by the Utility pallet: one signature, one fee, one after the other.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="calls">The calls, in order.</param>
    /// <param name="mode">What becomes of the batch when one fails. By default nothing of it stays.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    public static RuntimeCall Batch(RuntimeMetadata metadata, IReadOnlyList<RuntimeCall> calls, BatchMode mode = BatchMode.AllOrNothing)
    {
        ArgumentNullException.ThrowIfNull(calls);
        byte[] all = ScaleCodec.Encode(
            calls, static (ref writer, calls) => writer.WriteVector(calls, static (ref writer, call) => writer.WriteRaw(call.Encoded.Span)));
        string name = mode switch
        {
            BatchMode.AllOrNothing => "batch_all",
            BatchMode.UntilFailure => "batch",
            BatchMode.Every => "force_batch",
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "no such mode"),
        };
        return Wrap(metadata, "Utility", name, [], ("calls", all));
    }

    /// <summary>A call that the chain's root makes, by the Sudo pallet. Its key signs.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="call">The call.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    public static RuntimeCall Sudo(RuntimeMetadata metadata, RuntimeCall call) => Wrap(metadata, "Sudo", "sudo", [], Inner(call));

    /// <summary>A call that the chain's root makes in an account's name, by the Sudo pallet. Its key signs.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="account">The account.</param>
    /// <param name="call">The call.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    public static RuntimeCall SudoAs(RuntimeMetadata metadata, AccountId account, RuntimeCall call) =>
        Wrap(metadata, "Sudo", "sudo_as", [("who", Address(metadata, account))], Inner(call));

    /// <summary>A call in the name of an account that has made the signer its proxy, by the Proxy pallet.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="real">The account in whose name it is.</param>
    /// <param name="call">The call.</param>
    /// <param name="proxyType">The kind of proxy that the signer must be: <c>Any</c>, <c>Staking</c>; null for whichever it is.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    /// <exception cref="ArgumentException">The runtime has no such kind of proxy.</exception>
    public static RuntimeCall Proxy(RuntimeMetadata metadata, AccountId real, RuntimeCall call, string? proxyType = null) => Wrap(
        metadata,
        "Proxy",
        "proxy",
        [
            ("real", Address(metadata, real)),
            ("force_proxy_type", proxyType is null ? ScaleValue.None : ScaleValue.Some(ScaleValue.Variant(proxyType))),
        ],
        Inner(call));

    private static (string Name, ReadOnlyMemory<byte> Encoded) Inner(RuntimeCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return ("call", call.Encoded);
    }

    private static RuntimeCall Wrap(
        RuntimeMetadata metadata,
        string pallet,
        string call,
        ReadOnlySpan<(string Name, ScaleValue Value)> arguments,
        (string Name, ReadOnlyMemory<byte> Encoded) inner)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        TypeVariant described = metadata[pallet].Call(call);
        return described.Fields.Any(field => field.Name == inner.Name)
            ? Create(metadata, pallet, call, arguments, [inner])
            : throw new MetadataException($"{pallet}.{call} of this runtime has no argument \"{inner.Name}\"");
    }
}
