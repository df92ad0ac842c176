using PhatSdk.Extrinsics.Calls;
using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Primitives;

namespace PhatSdk.Extrinsics;

public sealed partial class RuntimeCall
{
    private const string MultisigPallet = "Multisig";

    /// <summary>Proposes or approves a call of a multisig, by the Multisig pallet, and makes it where that completes the threshold. A threshold of one makes it at once.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="multisig">The multisig.</param>
    /// <param name="signer">The signatory who signs.</param>
    /// <param name="call">The call.</param>
    /// <param name="maxWeight">The most that the call may take, where it is made; not used with a threshold of one.</param>
    /// <param name="timepoint">Where the call was proposed; null for who proposes it.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    /// <exception cref="ArgumentException"><paramref name="signer"/> is no signatory.</exception>
    public static RuntimeCall AsMulti(
        RuntimeMetadata metadata, MultisigAccount multisig, AccountId signer, RuntimeCall call, Weight maxWeight, MultisigTimepoint? timepoint = null)
    {
        ArgumentNullException.ThrowIfNull(multisig);
        return multisig.Threshold == 1
            ? Wrap(metadata, MultisigPallet, "as_multi_threshold_1", [OthersOf(multisig, signer)], Inner(call))
            : Wrap(
                metadata,
                MultisigPallet,
                "as_multi",
                [
                    ("threshold", (uint)multisig.Threshold),
                    OthersOf(multisig, signer),
                    ("maybe_timepoint", ValueOf(timepoint)),
                    ("max_weight", maxWeight),
                ],
                Inner(call));
    }

    /// <summary>Proposes or approves a call of a multisig by its hash. It is not made by that: the last who approves says the call itself, with <see cref="AsMulti"/>.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="multisig">The multisig, of a threshold above one.</param>
    /// <param name="signer">The signatory who signs.</param>
    /// <param name="callHash">The call's <see cref="Hash"/>.</param>
    /// <param name="maxWeight">The most that the call may take, where it is made.</param>
    /// <param name="timepoint">Where the call was proposed; null for who proposes it.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    /// <exception cref="ArgumentException"><paramref name="signer"/> is no signatory.</exception>
    public static RuntimeCall ApproveAsMulti(
        RuntimeMetadata metadata, MultisigAccount multisig, AccountId signer, Hash256 callHash, Weight maxWeight, MultisigTimepoint? timepoint = null)
    {
        ArgumentNullException.ThrowIfNull(multisig);
        return Create(
            metadata,
            MultisigPallet,
            "approve_as_multi",
            ("threshold", (uint)multisig.Threshold),
            OthersOf(multisig, signer),
            ("maybe_timepoint", ValueOf(timepoint)),
            ("call_hash", callHash),
            ("max_weight", maxWeight));
    }

    /// <summary>Withdraws a call of a multisig that was proposed. Who proposed it signs, and has the deposit back.</summary>
    /// <param name="metadata">The runtime's metadata.</param>
    /// <param name="multisig">The multisig, of a threshold above one.</param>
    /// <param name="signer">The signatory who proposed the call, and signs.</param>
    /// <param name="timepoint">Where the call was proposed.</param>
    /// <param name="callHash">The call's <see cref="Hash"/>.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MetadataException">The runtime has no such pallet or call.</exception>
    /// <exception cref="ArgumentException"><paramref name="signer"/> is no signatory.</exception>
    public static RuntimeCall CancelAsMulti(
        RuntimeMetadata metadata, MultisigAccount multisig, AccountId signer, MultisigTimepoint timepoint, Hash256 callHash)
    {
        ArgumentNullException.ThrowIfNull(multisig);
        return Create(
            metadata,
            MultisigPallet,
            "cancel_as_multi",
            ("threshold", (uint)multisig.Threshold),
            OthersOf(multisig, signer),
            ("timepoint", FieldsOf(timepoint)),
            ("call_hash", callHash));
    }

    private static (string Name, ScaleValue Value) OthersOf(MultisigAccount multisig, AccountId signer) =>
        ("other_signatories", ScaleValue.Sequence([.. multisig.OthersThan(signer).Select(static other => (ScaleValue)other)]));

    private static ScaleValue ValueOf(MultisigTimepoint? timepoint) =>
        timepoint is { } known ? ScaleValue.Some(FieldsOf(known)) : ScaleValue.None;

    private static ScaleValue FieldsOf(MultisigTimepoint timepoint) => ScaleValue.Fields(("height", timepoint.Height), ("index", timepoint.Index));
}
